package huikan.service.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, as the token says. Controllers take it as a parameter.
 *
 * @param login the client's or person's name
 * @param agency the code it acts for; null for the administrator
 */
public record Caller(String login, @Nullable String agency, Role role) {

    /** Token claims. */
    public static final String AGENCY = "agency";

    public static final String ROLE = "role";

    static Caller of(Jwt token) {
        return new Caller(
                Optional.ofNullable(token.getSubject()).orElse(""),
                token.getClaimAsString(AGENCY),
                Role.valueOf(String.valueOf(token.getClaimAsString(ROLE))));
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** Whether the caller acts for this very agency. */
    public boolean actsFor(String code) {
        return code.equals(agency);
    }
}
