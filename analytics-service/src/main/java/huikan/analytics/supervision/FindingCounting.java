package huikan.analytics.supervision;

import huikan.analytics.share.Share;
import huikan.events.SupervisionEvent.FindingMoved;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Counts one finding after the other for an agency, and for those directly below it. Of a finding no more than the instant of its
 * registration is kept: a province has more of them than there is room for.
 */
final class FindingCounting {

    private static final String MERGED = "MERGED";
    private static final String WAIVED = "WAIVED";

    private static final int SOURCE = 0;
    private static final int RECTIFY = 1;
    private static final int KEY = 2;
    private static final int CATEGORY = 3;

    /** Categories are any line of text. */
    private static final int MOST_CATEGORIES = 500;

    private final Period period;
    private final LocalDate today;
    private final Tally whole = new Tally();
    private final SortedMap<String, Tally> children = new TreeMap<>();
    private final Map<List<String>, List<Tally>> counted = new HashMap<>();
    private final Map<AgencyAndCategory, Group> groups = new HashMap<>();
    private final Map<String, Long> byStatus = new HashMap<>();
    private final Map<String, Long> byRectify = new HashMap<>();
    private final Map<String, Long> bySource = new HashMap<>();
    private final Map<String, Long> byCategory = new HashMap<>();
    private long key;

    FindingCounting(Period period, LocalDate today, Collection<String> children) {
        this.period = period;
        this.today = today;
        children.forEach(agency -> this.children.put(agency, new Tally()));
    }

    /** As it stood; also one that was registered before the period, after which others recur. */
    void add(Course one) {
        if (one.status().equals(MERGED)) {
            return;
        }
        boolean toRectify = !one.status().equals(WAIVED);
        boolean within = period.isEver() || period.has(one.opened());
        List<Tally> tallies = counted.computeIfAbsent(one.path(), this::counted);
        if (toRectify) {
            Group group = groups.computeIfAbsent(
                    new AgencyAndCategory(one.agency(), one.facts().get(CATEGORY)), fresh -> new Group());
            group.closed(one);
            if (within) {
                group.registered(one, tallies);
            }
        }
        if (within) {
            byStatus.merge(one.status(), 1L, Long::sum);
            bySource.merge(one.facts().get(SOURCE), 1L, Long::sum);
            byRectify.merge(one.facts().get(RECTIFY), 1L, Long::sum);
            byCategory.merge(one.facts().get(CATEGORY), 1L, Long::sum);
            key += Boolean.parseBoolean(one.facts().get(KEY)) ? 1 : 0;
            boolean closed = FindingMoved.isClosed(one.status());
            boolean overdue = toRectify && !closed && one.isPast(today);
            Set<String> looks = looks(one);
            for (Tally tally : tallies) {
                tally.add(toRectify, closed, overdue, looks);
            }
        }
    }

    private List<Tally> counted(List<String> path) {
        List<Tally> tallies = new ArrayList<>(List.of(whole));
        children.forEach((agency, tally) -> {
            if (path.contains(agency)) {
                tallies.add(tally);
            }
        });
        return tallies;
    }

    /** What second looks had found. */
    private static Set<String> looks(Course one) {
        Set<String> looks = Set.of();
        for (Stage stage : one.stages()) {
            if (stage.mark() != null) {
                looks = looks.isEmpty() ? new HashSet<>() : looks;
                looks.add(stage.mark());
            }
        }
        return looks;
    }

    /** When all are added. */
    void end() {
        groups.values().forEach(Group::recur);
        groups.clear();
    }

    FindingCounts whole() {
        return new FindingCounts(
                whole.registered,
                new TreeMap<>(byStatus),
                new TreeMap<>(byRectify),
                new TreeMap<>(bySource),
                mostOf(byCategory),
                byCategory.size(),
                key,
                whole.closed,
                whole.closingRate(),
                whole.overdue,
                whole.inspectedAgain,
                whole.relapsed,
                whole.relapseRate(),
                whole.falseRectification,
                whole.falseRate(),
                whole.notRectified,
                whole.recurred);
    }

    private static SortedMap<String, Long> mostOf(Map<String, Long> categories) {
        SortedMap<String, Long> most = new TreeMap<>();
        categories.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CATEGORIES)
                .forEach(one -> most.put(one.getKey(), one.getValue()));
        return most;
    }

    /** By code. */
    List<ChildCounts> children() {
        return children.entrySet().stream()
                .map(one -> one.getValue().of(one.getKey()))
                .toList();
    }

    private record AgencyAndCategory(String agency, String category) {}

    /** The findings of one agency and category. */
    private static final class Group {
        private long closedFirst = Long.MAX_VALUE;
        private final Map<List<Tally>, LongStream.Builder> registered = new HashMap<>(2);

        void closed(Course one) {
            for (Stage stage : one.stages()) {
                if (FindingMoved.isClosed(stage.status())) {
                    closedFirst = Math.min(closedFirst, stage.at().toEpochMilli());
                    return;
                }
            }
        }

        void registered(Course one, List<Tally> tallies) {
            registered
                    .computeIfAbsent(tallies, first -> LongStream.builder())
                    .add(one.stages().getFirst().at().toEpochMilli());
        }

        void recur() {
            registered.forEach((tallies, times) -> {
                long recurred = times.build().filter(at -> at > closedFirst).count();
                tallies.forEach(tally -> tally.recurred += recurred);
            });
        }
    }

    private static final class Tally {
        private long registered;
        private long toRectify;
        private long closed;
        private long overdue;
        private long inspectedAgain;
        private long relapsed;
        private long falseRectification;
        private long notRectified;
        private long recurred;

        void add(boolean isToRectify, boolean isClosed, boolean isOverdue, Set<String> looks) {
            registered++;
            toRectify += one(isToRectify);
            closed += one(isClosed);
            overdue += one(isOverdue);
            inspectedAgain += one(!looks.isEmpty());
            relapsed += one(looks.contains("relapse"));
            falseRectification += one(looks.contains("false-rectification"));
            notRectified += one(looks.contains("not-rectified"));
        }

        private static int one(boolean counted) {
            return counted ? 1 : 0;
        }

        Share closingRate() {
            return Share.of(closed, toRectify);
        }

        Share relapseRate() {
            return Share.of(relapsed, inspectedAgain);
        }

        Share falseRate() {
            return Share.of(falseRectification, inspectedAgain);
        }

        ChildCounts of(String agency) {
            return new ChildCounts(
                    agency,
                    registered,
                    closed,
                    closingRate(),
                    overdue,
                    inspectedAgain,
                    relapsed,
                    relapseRate(),
                    falseRectification,
                    falseRate(),
                    notRectified,
                    recurred);
        }
    }
}
