package huikan.analytics.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Findings that were registered in a period, as they stood at an instant. One that was merged into another is not counted at all.
 *
 * @param registered all of them, those too of which nothing is to be rectified
 * @param byStatus by the status that they had; states that none was in are left out
 * @param byRectify by their class: IMMEDIATE, BY_DEADLINE, SUSTAINED; together they are {@code registered}
 * @param bySource by where they are from
 * @param key the key ones
 * @param toRectify without the waived ones
 * @param closed CLOSED, CLOSED_SUSTAINED, REINSPECTING or CONFIRMED: rectified, as far as anybody knew
 * @param overdue to rectify and not closed, and due on a day before that of the instant, Asia/Shanghai; the due date as it was
 *     then
 * @param inspectedAgain of which a second look had ended, with whatever outcome
 * @param relapsed of which a second look, this one or an earlier one, had found that it was there again
 * @param falseRectification of which one had found that the rectification was false
 * @param notRectified of which one had found that it had not been rectified
 * @param recurred to rectify, and registered after the same agency had closed another one of the same category
 */
public record FindingCounts(
        long registered,
        SortedMap<String, Long> byStatus,
        SortedMap<String, Long> byRectify,
        SortedMap<String, Long> bySource,
        SortedMap<String, Long> byCategory,
        long key,
        long toRectify,
        long closed,
        long overdue,
        long inspectedAgain,
        long relapsed,
        long falseRectification,
        long notRectified,
        long recurred) {

    /** As review-service has it: {@code FindingStatus.isClosed}. */
    private static final List<String> CLOSED = List.of("CLOSED", "CLOSED_SUSTAINED", "REINSPECTING", "CONFIRMED");

    private static final String MERGED = "MERGED";
    private static final String WAIVED = "WAIVED";

    private static final int SOURCE = 0;
    private static final int RECTIFY = 1;
    private static final int KEY = 2;
    private static final int CATEGORY = 3;

    /** Of each agency and category, when one was closed first. */
    private record Kinds(Map<List<String>, Instant> closed) {

        static Kinds of(Collection<Course> findings) {
            Map<List<String>, Instant> closed = new HashMap<>();
            for (Course one : findings) {
                if (isToRectify(one)) {
                    Instant at = closedFirst(one);
                    if (at != null) {
                        closed.merge(kind(one), at, (first, other) -> first.isBefore(other) ? first : other);
                    }
                }
            }
            return new Kinds(closed);
        }

        private static @Nullable Instant closedFirst(Course one) {
            for (Stage stage : one.stages()) {
                if (CLOSED.contains(stage.status())) {
                    return stage.at();
                }
            }
            return null;
        }

        private static List<String> kind(Course one) {
            return List.of(one.agency(), one.facts().get(CATEGORY));
        }

        boolean hasBefore(Course one) {
            Instant first = closed.get(kind(one));
            return first != null && first.isBefore(one.stages().getFirst().at());
        }
    }

    private static boolean isToRectify(Course finding) {
        return !finding.status().equals(MERGED) && !finding.status().equals(WAIVED);
    }

    /**
     * Of some agencies, each with those below it.
     *
     * @param findings as they stood, those too that were registered before the period
     */
    static Map<String, FindingCounts> of(
            Collection<Course> findings, Period period, LocalDate today, Collection<String> agencies) {
        Kinds kinds = Kinds.of(findings);
        Map<String, Tally> tallies = new HashMap<>();
        agencies.forEach(agency -> tallies.put(agency, new Tally()));
        for (Course one : findings) {
            if (!one.status().equals(MERGED) && period.has(one.opened())) {
                Judged judged = Judged.of(one, today, kinds);
                for (String agency : one.path()) {
                    Tally tally = tallies.get(agency);
                    if (tally != null) {
                        tally.add(one, judged);
                    }
                }
            }
        }
        Map<String, FindingCounts> counts = new TreeMap<>();
        tallies.forEach((agency, tally) -> counts.put(agency, tally.counts()));
        return counts;
    }

    /** What of a finding is counted, however many it counts for. */
    private record Judged(boolean toRectify, boolean closed, boolean overdue, Set<String> looks, boolean recurred) {
        static Judged of(Course one, LocalDate today, Kinds kinds) {
            boolean toRectify = isToRectify(one);
            boolean closed = one.isOneOf(CLOSED);
            Set<String> looks = Set.of();
            for (Stage stage : one.stages()) {
                if (stage.mark() != null) {
                    looks = new HashSet<>(looks);
                    looks.add(stage.mark());
                }
            }
            return new Judged(
                    toRectify,
                    closed,
                    toRectify && !closed && one.isPast(today),
                    looks,
                    toRectify && kinds.hasBefore(one));
        }
    }

    private static final class Tally {
        private final Map<String, Long> byStatus = new HashMap<>();
        private final Map<String, Long> byRectify = new HashMap<>();
        private final Map<String, Long> bySource = new HashMap<>();
        private final Map<String, Long> byCategory = new HashMap<>();
        private long registered;
        private long key;
        private long toRectify;
        private long closed;
        private long overdue;
        private long inspectedAgain;
        private long relapsed;
        private long falseRectification;
        private long notRectified;
        private long recurred;

        void add(Course one, Judged judged) {
            registered++;
            byStatus.merge(one.status(), 1L, Long::sum);
            bySource.merge(one.facts().get(SOURCE), 1L, Long::sum);
            byRectify.merge(one.facts().get(RECTIFY), 1L, Long::sum);
            byCategory.merge(one.facts().get(CATEGORY), 1L, Long::sum);
            key += one(Boolean.parseBoolean(one.facts().get(KEY)));
            toRectify += one(judged.toRectify);
            closed += one(judged.closed);
            overdue += one(judged.overdue);
            inspectedAgain += one(!judged.looks.isEmpty());
            relapsed += one(judged.looks.contains("relapse"));
            falseRectification += one(judged.looks.contains("false-rectification"));
            notRectified += one(judged.looks.contains("not-rectified"));
            recurred += one(judged.recurred);
        }

        private static int one(boolean counted) {
            return counted ? 1 : 0;
        }

        FindingCounts counts() {
            return new FindingCounts(
                    registered,
                    new TreeMap<>(byStatus),
                    new TreeMap<>(byRectify),
                    new TreeMap<>(bySource),
                    new TreeMap<>(byCategory),
                    key,
                    toRectify,
                    closed,
                    overdue,
                    inspectedAgain,
                    relapsed,
                    falseRectification,
                    notRectified,
                    recurred);
        }
    }
}
