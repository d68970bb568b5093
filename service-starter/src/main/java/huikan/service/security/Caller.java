package huikan.service.security;

import java.util.Collection;
import java.util.List;
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

    /**
     * Nobody sees what is not theirs.
     *
     * @param seenBy the agencies that may see a thing: its own and those above it
     */
    public boolean maySee(Collection<String> seenBy) {
        return isAdmin() || (agency != null && seenBy.contains(agency));
    }

    /** Whether the caller has one of these roles. */
    public boolean is(Role... roles) {
        return List.of(roles).contains(role);
    }

    /** Whether the caller acts for this very agency. */
    public boolean actsFor(String code) {
        return code.equals(agency);
    }
}
