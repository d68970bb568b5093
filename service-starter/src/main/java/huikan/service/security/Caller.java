package huikan.service.security;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, as the token says. Controllers take it as a parameter.
 *
 * @param login the client's or person's name
 * @param agency the code of its own; null for the administrator
 * @param predecessors the agencies in whose place that one came, as far as the service knows of {@link Predecessors}
 */
public record Caller(String login, @Nullable String agency, Role role, List<String> predecessors) {

    /** Token claims. */
    public static final String AGENCY = "agency";

    public static final String ROLE = "role";

    public Caller(String login, @Nullable String agency, Role role) {
        this(login, agency, role, List.of());
    }

    static Caller of(Jwt token, Predecessors predecessors) {
        String agency = token.getClaimAsString(AGENCY);
        return new Caller(
                Optional.ofNullable(token.getSubject()).orElse(""),
                agency,
                Role.valueOf(String.valueOf(token.getClaimAsString(ROLE))),
                agency == null ? List.of() : predecessors.of(agency));
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
        return isAdmin() || actsForAny(seenBy);
    }

    /** Whether the caller has one of these roles. */
    public boolean is(Role... roles) {
        return List.of(roles).contains(role);
    }

    /** Whether the caller acts for this very agency: its own, or one in whose place that came. */
    public boolean actsFor(String code) {
        return code.equals(agency) || predecessors.contains(code);
    }

    public boolean actsForAny(Collection<String> codes) {
        return codes.stream().anyMatch(this::actsFor);
    }

    /** All that the caller acts for, its own first; none for the administrator. */
    public List<String> agencies() {
        return Stream.concat(Stream.ofNullable(agency), predecessors.stream()).toList();
    }
}
