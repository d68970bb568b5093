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
 * @param reviewsSince from when on it reviews case files in the suite; null where it reviews none
 */
public record FindingLedger(List<Found> own, @Nullable LocalDate reviewsSince) {

    /** Of an agency of which nothing is known. */
    public static final FindingLedger NONE = new FindingLedger(List.of(), null);

    /**
     * One finding.
     *
     * @param voidOn from when on there is nothing to rectify; null where there is
     * @param closings in any order
     */
    record Found(LocalDate on, @Nullable LocalDate voidOn, List<Closing> closings) {

        boolean stands(LocalDate day) {
            return !on.isAfter(day) && (voidOn == null || voidOn.isAfter(day));
        }

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

    /** Whether it reviewed case files in the suite on a day or before. */
    public boolean reviews(LocalDate day) {
        return reviewsSince != null && !reviewsSince.isAfter(day);
    }

    /**
     * What its own come to for a period, by the names of {@link FindingCount}; nothing where there is none.
     *
     * @param to the cut-off, too: as things stood on that day, as far as it is known now
     */
    public Map<String, Long> counts(LocalDate from, LocalDate to) {
        Map<FindingCount, Long> counts = new EnumMap<>(FindingCount.class);
        List<Found> known = own.stream().filter(one -> one.stands(to)).toList();
        if (!known.isEmpty()) {
            counts.put(FindingCount.REGISTERED, (long) known.size());
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
        Map<String, Long> byName = new HashMap<>();
        counts.forEach((count, value) -> byName.put(count.variable(), value));
        return byName;
    }
}
