package huikan.analytics.rollup;

import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.Outcome;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What events come to, read off all of them at once: nothing is forgotten, and nothing is added up step by step. */
final class Recount {

    private final Map<String, Life> lives = new TreeMap<>();

    Recount(List<SubmissionEvent> events) {
        events.forEach(
                event -> lives.computeIfAbsent(event.key(), first -> new Life()).tell(event));
    }

    /** All that was told of one obligation. */
    private static final class Life {
        private @Nullable ObligationOpened opened;
        private final NavigableMap<Long, Boolean> excused = new TreeMap<>();
        private final NavigableMap<Long, SubmissionAccepted> filed = new TreeMap<>();
        private final Map<Long, NavigableMap<Long, Outcome>> decided = new HashMap<>();
        private final Set<Long> withdrawn = new HashSet<>();

        void tell(SubmissionEvent event) {
            switch (event) {
                case ObligationOpened one -> opened = one;
                case ObligationAmended one -> excused.put(one.amendment(), one.excused());
                case SubmissionAccepted one -> filed.put(one.revision(), one);
                case SubmissionDecided one -> decided(one.revision()).put(one.step(), one.outcome());
                case SubmissionReplaced one -> {
                    if (one.approvedStep() != null) {
                        decided(one.revision()).put(one.approvedStep(), Outcome.APPROVED);
                    }
                }
                case SubmissionWithdrawn one -> withdrawn.add(one.revision());
                case SubmissionRejected one -> {}
            }
        }

        private NavigableMap<Long, Outcome> decided(long revision) {
            return decided.computeIfAbsent(revision, first -> new TreeMap<>());
        }

        private @Nullable Outcome outcome(long revision) {
            Map.Entry<Long, Outcome> last = decided(revision).lastEntry();
            return last == null ? null : last.getValue();
        }

        @Nullable
        SubmissionAccepted held() {
            return filed.isEmpty() || withdrawn.contains(filed.lastKey())
                    ? null
                    : filed.lastEntry().getValue();
        }

        @Nullable
        SubmissionAccepted reported() {
            SubmissionAccepted held = held();
            return held == null || outcome(held.revision()) == Outcome.RETURNED ? null : held;
        }

        /** From the last one back to one that was ever approved: that counts if it still is. */
        @Nullable
        SubmissionAccepted approved() {
            for (SubmissionAccepted one : filed.descendingMap().values()) {
                if (withdrawn.contains(one.revision())) {
                    return null;
                }
                if (decided(one.revision()).containsValue(Outcome.APPROVED)) {
                    return outcome(one.revision()) == Outcome.APPROVED ? one : null;
                }
            }
            return null;
        }

        boolean isExcused() {
            return opened != null && !excused.isEmpty() && excused.lastEntry().getValue() && held() == null;
        }
    }

    /** Of each agency the numbers that are not 0, by name. */
    Map<String, SortedMap<String, Long>> numbers() {
        Map<String, SortedMap<String, Long>> all = new TreeMap<>();
        for (Life life : lives.values()) {
            if (life.opened != null) {
                for (String agency : chain(life.opened.agency(), life.opened.path())) {
                    add(all, agency, "expected", 1);
                    add(all, agency, "excused", life.isExcused() ? 1 : 0);
                }
            }
            SubmissionAccepted held = life.held();
            if (held != null) {
                for (String agency : chain(held.agency(), held.path())) {
                    add(all, agency, "filed", 1);
                    add(all, agency, "late", held.late() ? 1 : 0);
                }
            }
            add(all, Basis.REPORTED, life.reported());
            add(all, Basis.APPROVED, life.approved());
        }
        return all;
    }

    private static void add(
            Map<String, SortedMap<String, Long>> all, Basis basis, @Nullable SubmissionAccepted filing) {
        if (filing == null) {
            return;
        }
        for (String agency : chain(filing.agency(), filing.path())) {
            add(all, agency, basis + " filings", 1);
            filing.own().forEach((code, figure) -> add(all, agency, basis + " " + code, figure));
            for (Map.Entry<String, Ratio> rate : filing.rates().entrySet()) {
                add(
                        all,
                        agency,
                        basis + " over " + rate.getKey(),
                        rate.getValue().numerator());
                add(
                        all,
                        agency,
                        basis + " under " + rate.getKey(),
                        rate.getValue().denominator());
            }
            filing.notApplicable().forEach(code -> add(all, agency, basis + " without " + code, 1));
        }
        filing.stated().forEach((code, figure) -> add(all, filing.agency(), basis + " stated " + code, figure));
    }

    private static List<String> chain(String agency, List<Superior> path) {
        return Stream.concat(Stream.of(agency), path.stream().map(Superior::agency))
                .toList();
    }

    private static void add(Map<String, SortedMap<String, Long>> all, String agency, String name, long number) {
        if (number != 0) {
            all.computeIfAbsent(agency, first -> new TreeMap<>()).merge(name, number, Long::sum);
        }
    }

    /** The same of what was added up. */
    static Map<String, SortedMap<String, Long>> numbers(Map<String, Rollup> rollups) {
        Map<String, SortedMap<String, Long>> all = new TreeMap<>();
        for (Rollup one : rollups.values()) {
            String agency = one.agency();
            add(all, agency, "expected", one.expected());
            add(all, agency, "excused", one.excused());
            add(all, agency, "filed", one.filed());
            add(all, agency, "late", one.late());
            one.bases().forEach((basis, sums) -> {
                add(all, agency, basis + " filings", sums.filings());
                sums.byLevel().values().forEach(cells -> add(all, agency, basis + " ", cells));
                add(all, agency, basis + " over ", sums.numerators());
                add(all, agency, basis + " under ", sums.denominators());
                sums.notApplicable()
                        .forEach((code, sum) -> add(all, agency, basis + " without " + code, sum.filings()));
                add(all, agency, basis + " stated ", sums.stated());
            });
        }
        return all;
    }

    private static void add(
            Map<String, SortedMap<String, Long>> all, String agency, String name, SortedMap<String, Sum> cells) {
        cells.forEach((code, sum) -> add(all, agency, name + code, sum.total()));
    }

    /** What holds of which filing. */
    SortedSet<String> standing() {
        SortedSet<String> standing = new TreeSet<>();
        for (Life life : lives.values()) {
            add(standing, Standing.HELD, life.held());
            add(standing, Standing.REPORTED, life.reported());
            add(standing, Standing.APPROVED, life.approved());
            if (life.opened != null && life.opened.added() != null) {
                standing.add(Standing.ADDED + " added/" + life.opened.key());
            }
            if (life.isExcused()) {
                standing.add(Standing.EXCUSED + " excused/" + life.opened.key());
            }
        }
        return standing;
    }

    private static void add(Set<String> standing, Standing what, @Nullable SubmissionAccepted filing) {
        if (filing != null) {
            standing.add(what + " " + filing.id());
        }
    }
}
