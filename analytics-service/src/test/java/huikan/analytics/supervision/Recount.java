package huikan.analytics.supervision;

import huikan.analytics.share.Share;
import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.CaseReviewMoved;
import huikan.events.SupervisionEvent.FindingMoved;
import huikan.events.SupervisionEvent.Grades;
import huikan.events.SupervisionEvent.InspectionMoved;
import huikan.events.SupervisionEvent.LetterMoved;
import huikan.events.SupervisionEvent.OrderMoved;
import huikan.events.SupervisionEvent.TaskMoved;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures once more, from the events alone, as somebody would who has them on paper. */
record Recount(List<SupervisionEvent> events, LocalDate from, LocalDate to, Instant asOf) {

    /** China has had no summer time since 1991. */
    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.ofHours(8)).toLocalDate();
    }

    private boolean within(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    /** The events of each case of a kind until the instant, in their order. */
    private <E extends SupervisionEvent> List<List<E>> cases(Class<E> kind, String... all) {
        Map<String, List<E>> cases = events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(one -> !one.step().at().isAfter(asOf))
                .filter(one -> Stream.of(all)
                        .allMatch(under -> under.equals(one.agency())
                                || SupervisionHistory.above(one.agency()).contains(under)))
                .sorted(Comparator.comparingLong(one -> one.step().version()))
                .collect(Collectors.groupingBy(SupervisionEvent::id, TreeMap::new, Collectors.toList()));
        return new ArrayList<>(cases.values());
    }

    private static String status(List<? extends SupervisionEvent> one) {
        return one.getLast().step().to();
    }

    private static <K> SortedMap<K, Long> groups(
            Collection<List<FindingMoved>> all, Function<List<FindingMoved>, K> by) {
        return all.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    private static long count(Collection<List<FindingMoved>> all, Predicate<List<FindingMoved>> fits) {
        return all.stream().filter(fits).count();
    }

    private static boolean moved(List<FindingMoved> one, Set<String> moves) {
        return one.stream().anyMatch(event -> moves.contains(event.step().move()));
    }

    /** Of those that are below both. */
    ChildCounts child(String under, String child) {
        FindingCounts all = findings(under, child);
        return new ChildCounts(
                child,
                all.registered(),
                all.closed(),
                all.closingRate(),
                all.overdue(),
                all.inspectedAgain(),
                all.relapsed(),
                all.relapseRate(),
                all.falseRectification(),
                all.falseRate(),
                all.notRectified(),
                all.recurred());
    }

    /** In percent, HALF_UP. */
    private static Share share(long numerator, long denominator) {
        return new Share(
                denominator == 0
                        ? "N/A"
                        : String.format(
                                "%d.%02d",
                                (20_000 * numerator + denominator) / (2 * denominator) / 100,
                                (20_000 * numerator + denominator) / (2 * denominator) % 100),
                numerator,
                denominator);
    }

    FindingCounts findings(String... under) {
        List<List<FindingMoved>> known = cases(FindingMoved.class, under).stream()
                .filter(one -> !status(one).equals("MERGED"))
                .toList();
        List<List<FindingMoved>> all = known.stream()
                .filter(one -> within(day(one.getFirst().step().at())))
                .toList();
        Set<String> closed = Set.of("CLOSED", "CLOSED_SUSTAINED", "REINSPECTING", "CONFIRMED");
        List<List<FindingMoved>> toRectify =
                all.stream().filter(one -> !status(one).equals("WAIVED")).toList();
        long closedNow = count(toRectify, one -> closed.contains(status(one)));
        long again =
                count(all, one -> moved(one, Set.of("confirm", "relapse", "false-rectification", "not-rectified")));
        long relapsed = count(all, one -> moved(one, Set.of("relapse")));
        long wrong = count(all, one -> moved(one, Set.of("false-rectification")));
        return new FindingCounts(
                all.size(),
                groups(all, Recount::status),
                groups(all, one -> one.getFirst().rectify()),
                groups(all, one -> one.getFirst().source()),
                groups(all, one -> one.getFirst().category()),
                groups(all, one -> one.getFirst().category()).size(),
                count(all, one -> one.getFirst().keyFinding()),
                closedNow,
                share(closedNow, toRectify.size()),
                count(
                        toRectify,
                        one -> !closed.contains(status(one))
                                && one.getLast().dueOn() != null
                                && one.getLast().dueOn().isBefore(day(asOf))),
                again,
                relapsed,
                share(relapsed, again),
                wrong,
                share(wrong, again),
                count(all, one -> moved(one, Set.of("not-rectified"))),
                count(toRectify, one -> recurs(one, known)));
    }

    /** After another of the same agency and category was closed, which is still to be rectified. */
    private static boolean recurs(List<FindingMoved> one, List<List<FindingMoved>> known) {
        FindingMoved first = one.getFirst();
        return known.stream()
                .filter(other -> !status(other).equals("WAIVED"))
                .filter(other -> other.getFirst().agency().equals(first.agency())
                        && other.getFirst().category().equals(first.category()))
                .flatMap(List::stream)
                .anyMatch(event -> event.step().to().startsWith("CLOSED")
                        && event.step().at().isBefore(first.step().at()));
    }

    ReplyCounts orders(String under) {
        return replies(cases(OrderMoved.class, under), OrderMoved::dueOn);
    }

    SortedMap<String, ReplyCounts> letters(String under) {
        SortedMap<String, ReplyCounts> counts = new TreeMap<>();
        for (String kind : List.of("REMINDER", "SUPERVISION")) {
            counts.put(
                    kind,
                    replies(
                            cases(LetterMoved.class, under).stream()
                                    .filter(one -> one.getFirst().kind().equals(kind))
                                    .toList(),
                            LetterMoved::dueOn));
        }
        counts.values().removeIf(one -> one.issued() == 0);
        return counts;
    }

    private <E extends SupervisionEvent> ReplyCounts replies(List<List<E>> cases, Function<E, LocalDate> dueOn) {
        long issued = 0;
        long cancelled = 0;
        long answered = 0;
        long inTime = 0;
        long overdue = 0;
        for (List<E> one : cases) {
            List<E> issues = one.stream()
                    .filter(event -> event.step().to().equals("ISSUED"))
                    .toList();
            if (issues.isEmpty() || !within(day(issues.getFirst().step().at()))) {
                continue;
            }
            issued++;
            LocalDate due = dueOn.apply(one.getLast());
            String status = status(one);
            if (status.equals("CANCELLED") || status.equals("WITHDRAWN")) {
                cancelled++;
            }
            boolean open = Set.of("ISSUED", "RECEIVED", "HANDLING").contains(status);
            if (open && due != null && due.isBefore(day(asOf))) {
                overdue++;
            }
            List<E> replies = one.stream()
                    .filter(event -> event.step().move().equals("reply"))
                    .toList();
            if (!open
                    && !replies.isEmpty()
                    && due != null
                    && !status.equals("CANCELLED")
                    && !status.equals("WITHDRAWN")) {
                answered++;
                if (!day(replies.getLast().step().at()).isAfter(due)) {
                    inTime++;
                }
            }
        }
        return new ReplyCounts(
                issued, cancelled, answered + overdue, answered, inTime, share(inTime, answered + overdue), overdue);
    }

    TaskCounts tasks(String under) {
        List<List<TaskMoved>> all = cases(TaskMoved.class, under).stream()
                .filter(one ->
                        within(day(one.getFirst().step().at())) && !status(one).equals("ADJUSTED"))
                .toList();
        long done = all.stream().filter(one -> status(one).equals("DONE")).count();
        return new TaskCounts(
                all.size(),
                done,
                all.stream()
                        .filter(one ->
                                Set.of("ISSUED", "ACCEPTED", "IN_PROGRESS").contains(status(one))
                                        && one.getLast().dueOn().isBefore(day(asOf)))
                        .count(),
                share(done, all.size()));
    }

    CaseReviewCounts caseReviews(String under) {
        List<List<CaseReviewMoved>> graded = cases(CaseReviewMoved.class, under).stream()
                .filter(one -> one.stream()
                        .anyMatch(event -> event.step().move().equals("confirm")
                                && within(day(event.step().at()))))
                .toList();
        List<Grades> grades = graded.stream()
                .map(one -> one.getLast().grades())
                .filter(one -> one != null)
                .toList();
        long excellent = grades.stream().mapToLong(Grades::excellent).sum();
        long qualified = grades.stream().mapToLong(Grades::qualified).sum();
        long unqualified = grades.stream().mapToLong(Grades::unqualified).sum();
        return new CaseReviewCounts(
                graded.size(),
                graded.stream().filter(one -> !status(one).equals("GRADED")).count(),
                excellent + qualified + unqualified,
                new TreeMap<>(Map.of("EXCELLENT", excellent, "QUALIFIED", qualified, "UNQUALIFIED", unqualified)),
                grades.stream().mapToLong(Grades::missing).sum(),
                share(excellent, excellent + qualified + unqualified));
    }

    long inspected(Collection<String> agencies) {
        Map<List<String>, Instant> told = new HashMap<>();
        for (SupervisionEvent event : events) {
            if (event instanceof InspectionMoved one && !one.step().at().isAfter(asOf)) {
                for (String agency : one.told()) {
                    told.merge(
                            List.of(one.id(), agency),
                            one.step().at(),
                            (first, again) -> again.isBefore(first) ? again : first);
                }
            }
        }
        return agencies.stream()
                .filter(agency -> told.entrySet().stream()
                        .anyMatch(one -> one.getKey().getLast().equals(agency) && within(day(one.getValue()))))
                .count();
    }
}
