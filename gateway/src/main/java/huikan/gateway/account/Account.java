package huikan.gateway.account;

import huikan.service.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * A login that the gateway was started with.
 *
 * @param agency the code it acts for; null for the administrator
 * @param secret encoded, with its algorithm in braces
 */
public record Account(String login, @Nullable String agency, Role role, String secret) {}
