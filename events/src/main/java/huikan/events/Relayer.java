package huikan.events;

import static java.util.Objects.requireNonNull;

/**
 * Who filed on behalf of another agency (代报).
 *
 * @param agency that was granted the right
 * @param login that filed
 */
public record Relayer(String agency, String login) {
    public Relayer {
        requireNonNull(agency, "agency");
        requireNonNull(login, "login");
    }
}
