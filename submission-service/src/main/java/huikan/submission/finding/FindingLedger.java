package huikan.submission.finding;

import huikan.submission.rule.FindingCount;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the suite knows of the findings of one agency.
 *
 * @param own those that it has to rectify
 * @param reviewed the days on which it registered findings of case-file reviews; null where it reviews none in the suite
 */
public record FindingLedger(List<Found> own, @Nullable List<LocalDate> reviewed) {

    /** Of an agency of which nothing is known. */
    public static final FindingLedger NONE = new FindingLedger(List.of(), null);

    /**
     * One finding.
     *
     * @param closings in any order
     */
    record Found(LocalDate on, List<Closing> closings) {

        /** The last of a day or before, if it left the finding closed. */
        Optional<Closing> closed(LocalDate day) {
            return closings.stream()
                    .filter(one -> !one.on.isAfter(day))
                    .max(Comparator.comparingLong(Closing::version))
                    .filter(Closing::closed);
        }
    }

    /**
     * A closing, or what undid one.
     *
     * @param version of the finding after it
     * @param closed false where it was opened again
     */
    record Closing(long version, LocalDate on, boolean closed) {}

    /**
     * What it comes to for a period, by the names of {@link FindingCount}; those of which nothing is known are not in it.
     *
     * @param to the cut-off, too: as things stood on that day, as far as it is known now
     */
    public Map<String, Long> counts(LocalDate from, LocalDate to) {
        Map<FindingCount, Long> counts = new EnumMap<>(FindingCount.class);
        List<Found> known = own.stream().filter(one -> !one.on.isAfter(to)).toList();
        if (!known.isEmpty()) {
            List<Found> closed =
                    known.stream().filter(one -> one.closed(to).isPresent()).toList();
            counts.put(FindingCount.CLOSED, (long) closed.size());
            counts.put(
                    FindingCount.CLOSED_IN_PERIOD,
                    closed.stream()
                            .filter(one -> !one.closed(to).orElseThrow().on.isBefore(from))
                            .count());
            counts.put(
                    FindingCount.CLOSED_OF_PERIOD,
                    closed.stream().filter(one -> !one.on.isBefore(from)).count());
        }
        if (reviewed != null) {
            counts.put(
                    FindingCount.OF_CASE_REVIEWS,
                    reviewed.stream()
                            .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                            .count());
        }
        Map<String, Long> byName = new HashMap<>();
        counts.forEach((count, value) -> byName.put(count.variable(), value));
        return byName;
    }
}
