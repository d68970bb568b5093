package huikan.submission.obligation;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.Superior;
import huikan.events.Topics;
import huikan.submission.agency.Paths;
import huikan.submission.agency.Viewers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What is to be opened. */
public record Owed(
        String cycle,
        String agency,
        AgencyLevel level,
        List<Superior> path,
        Set<String> seenBy,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate closesOn) {

    /** With other days. */
    public Owed until(LocalDate due, LocalDate closes) {
        return new Owed(cycle, agency, level, path, seenBy, opensOn, due, closes);
    }

    /** @param added whether it came onto the list after the issue; null where it was on it */
    ObligationOpened opened(@Nullable Boolean added, Instant at) {
        return new ObligationOpened(cycle, agency, level, path, dueOn, opensOn, closesOn, added, at);
    }

    Document document() {
        return new Document("_id", Topics.obligationKey(cycle, agency))
                .append("cycle", cycle)
                .append("agency", agency)
                .append("level", level.name())
                .append("path", Paths.documents(path))
                .append(Viewers.FIELD, Viewers.stored(seenBy))
                .append("dueOn", dueOn.toString())
                .append("status", ObligationStatus.MISSING.name())
                .append("current", null)
                .append("revision", 0L)
                .append("late", false);
    }
}
