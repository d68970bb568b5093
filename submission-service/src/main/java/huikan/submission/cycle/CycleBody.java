package huikan.submission.cycle;

import huikan.events.AgencyLevel;
import huikan.submission.agency.Agency;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cycle as it is asked for. */
public record CycleBody(
        String id, String form, Period period, LocalDate opensOn, LocalDate dueOn, LocalDate closesOn, Scope agencies) {

    /** Both days belong to it. */
    public record Period(LocalDate from, LocalDate to) {}

    /**
     * Who owes a filing: an agency and all below it along the form's line; departments, too, along the territory line.
     *
     * @param levels none for every level
     * @param orgs the last parts of their codes, e.g. gov for governments alone; none for every kind
     */
    public record Scope(
            String under,
            @Nullable Set<AgencyLevel> levels,
            @Nullable Set<String> orgs) {
        boolean has(Agency one) {
            return (levels == null || levels.contains(one.level())) && (orgs == null || orgs.contains(one.org()));
        }
    }
}
