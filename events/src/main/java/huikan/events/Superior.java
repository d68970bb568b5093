package huikan.events;

import static java.util.Objects.requireNonNull;

/** One step of an agency's path to the root along a line, nearest first. */
public record Superior(String agency, AgencyLevel level) {
    public Superior {
        requireNonNull(agency, "agency");
        requireNonNull(level, "level");
    }
}
