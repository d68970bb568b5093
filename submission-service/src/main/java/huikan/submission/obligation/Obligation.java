package huikan.submission.obligation;

import huikan.events.AgencyLevel;
import huikan.events.Superior;
import huikan.events.Topics;
import huikan.submission.agency.Paths;
import huikan.submission.agency.Viewers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What is owed and how it stands. Where the agency stands in the tree is frozen when it is opened: whoever was above it then
 * reviews it and counts it, wherever it moves meanwhile.
 *
 * @param path the superiors along the line of the form, nearest first
 * @param seenBy who may see it
 * @param current the submission that holds the slot, or null
 * @param revision how many filings have held it
 * @param dueOn moves when a return sets another date, or a superior does
 * @param closesOn the last day on which its filing is taken; null for that of the cycle
 * @param amendment how often a superior changed it
 */
public record Obligation(
        String cycle,
        String agency,
        AgencyLevel level,
        List<Superior> path,
        Set<String> seenBy,
        ObligationStatus status,
        @Nullable String current,
        long revision,
        LocalDate dueOn,
        @Nullable LocalDate closesOn,
        @Nullable Instant filedAt,
        boolean late,
        long amendment) {

    /** Of one that may be filed until another day than the others of its cycle. */
    static final String CLOSES_ON = "closesOn";

    static final String AMENDMENT = "amendment";

    /** As {@link Topics#obligationKey}. */
    public String key() {
        return Topics.obligationKey(cycle, agency);
    }

    /**
     * The last day on which its filing is taken.
     *
     * @param ofCycle for whoever has no other day
     */
    public LocalDate closesOn(LocalDate ofCycle) {
        return closesOn == null ? ofCycle : closesOn;
    }

    /** Whether a filing that replaces this one, or none, may take it. */
    public boolean isFreeFor(@Nullable String replaces) {
        return Objects.equals(current, replaces)
                && ObligationStatus.before(ObligationStatus.FILED).contains(status);
    }

    static Obligation of(Document document) {
        Date filedAt = document.getDate("filedAt");
        String closesOn = document.getString(CLOSES_ON);
        return new Obligation(
                document.getString("cycle"),
                document.getString("agency"),
                AgencyLevel.valueOf(document.getString("level")),
                Paths.read(document, "path"),
                Viewers.read(document),
                ObligationStatus.valueOf(document.getString("status")),
                document.getString("current"),
                document.getLong("revision"),
                LocalDate.parse(document.getString("dueOn")),
                closesOn == null ? null : LocalDate.parse(closesOn),
                filedAt == null ? null : filedAt.toInstant(),
                document.getBoolean("late", false),
                document.get(AMENDMENT, 0L));
    }
}
