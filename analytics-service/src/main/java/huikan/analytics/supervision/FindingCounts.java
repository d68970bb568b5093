package huikan.analytics.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static boolean isToRectify(Course finding) {
        return !finding.status().equals(MERGED) && !finding.status().equals(WAIVED);
    }

    /**
     * Counts one finding after the other for some agencies, each with those below it. Of a finding hardly more than its numbers is
     * kept: a province has more of them than there is room for.
     */
    static final class Counting {

        private final Period period;
        private final LocalDate today;
        private final Map<String, Tally> tallies = new HashMap<>();
        private final Map<List<String>, Group> groups = new HashMap<>();
        private final List<Registered> registered = new ArrayList<>();

        Counting(Period period, LocalDate today, Collection<String> agencies) {
            this.period = period;
            this.today = today;
            agencies.forEach(agency -> tallies.put(agency, new Tally()));
        }

        /** As it stood; also one that was registered before the period, after which others recur. */
        void add(Course one) {
            if (one.status().equals(MERGED)) {
                return;
            }
            boolean toRectify = isToRectify(one);
            Group group = groups.computeIfAbsent(
                    List.of(one.agency(), one.facts().get(CATEGORY)), agencyAndCategory -> new Group());
            if (toRectify) {
                group.closed(one);
            }
            if (period.has(one.opened())) {
                List<Tally> counted = one.path().stream()
                        .map(tallies::get)
                        .filter(Objects::nonNull)
                        .toList();
                Judged judged = Judged.of(one, today, toRectify);
                counted.forEach(tally -> tally.add(one, judged));
                if (toRectify) {
                    registered.add(new Registered(group, one.stages().getFirst().at(), counted));
                }
            }
        }

        /** By agency. */
        Map<String, FindingCounts> counts() {
            registered.stream()
                    .filter(one -> one.group.hasClosedBefore(one.at))
                    .forEach(one -> one.counted.forEach(tally -> tally.recurred++));
            registered.clear();
            Map<String, FindingCounts> counts = new TreeMap<>();
            tallies.forEach((agency, tally) -> counts.put(agency, tally.counts()));
            return counts;
        }
    }

    /** The findings of one agency and category. */
    private static final class Group {
        private @Nullable Instant closedFirst;

        void closed(Course one) {
            for (Stage stage : one.stages()) {
                if (CLOSED.contains(stage.status())) {
                    closedFirst = closedFirst == null || stage.at().isBefore(closedFirst) ? stage.at() : closedFirst;
                    return;
                }
            }
        }

        boolean hasClosedBefore(Instant at) {
            return closedFirst != null && closedFirst.isBefore(at);
        }
    }

    private record Registered(Group group, Instant at, List<Tally> counted) {}

    /** What of a finding is counted, however many it counts for. */
    private record Judged(boolean toRectify, boolean closed, boolean overdue, Set<String> looks) {
        static Judged of(Course one, LocalDate today, boolean toRectify) {
            boolean closed = one.isOneOf(CLOSED);
            Set<String> looks = Set.of();
            for (Stage stage : one.stages()) {
                if (stage.mark() != null) {
                    looks = new HashSet<>(looks);
                    looks.add(stage.mark());
                }
            }
            return new Judged(toRectify, closed, toRectify && !closed && one.isPast(today), looks);
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
