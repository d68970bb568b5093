package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.directory.Directory;
import huikan.analytics.metrics.Periods.By;
import huikan.analytics.metrics.Periods.Covered;
import huikan.analytics.metrics.Periods.Period;
import huikan.analytics.rollup.Basis;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Rollups;
import huikan.analytics.rollup.Sums;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.problem.FieldError;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/series}: an indicator over the cycles of a form, or over months, quarters and years made of them. */
@RestController
final class SeriesController {

    /** So many cycles are added up at most. */
    private static final int MOST_CYCLES = 500;
    /** Of an earlier instant, for which the filings themselves are read. */
    private static final int MOST_CYCLES_AS_OF = 60;

    private static final LocalDate FIRST_DAY = LocalDate.of(1000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final Directory directory;
    private final Rollups rollups;
    private final Question question;

    SeriesController(Directory directory, Rollups rollups, Question question) {
        this.directory = directory;
        this.rollups = rollups;
        this.question = question;
    }

    /**
     * @param period the cycle, or 2023-05, 2023-Q2, 2023-H1, 2023
     * @param from its first day
     * @param to its last day
     * @param cycles that it is made of: those whose periods lie in it
     * @param covered whether they are the whole of it
     * @param value null where none of the cycles has the indicator, or days are in two of them
     * @param change from the same period of the year before; left out where there is none to compare with
     */
    record Point(
            String period,
            LocalDate from,
            LocalDate to,
            List<String> cycles,
            Covered covered,
            RollupController.Filings filings,
            @Nullable IndicatorValue value,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Change change) {}

    /**
     * @param positions by partition the offset of the last event that is in
     * @param items the earliest first
     */
    record SeriesView(
            String form,
            String indicator,
            String under,
            By by,
            Basis basis,
            Instant asOf,
            SortedMap<Integer, Long> positions,
            List<Point> items)
            implements Table.Source {

        @Override
        public Table<?> table(Table.Words in) {
            Sheet<Point> sheet = new Sheet<Point>(in.pick("时间序列", "Series"))
                    .column(in.pick("期间", "Period"), 16, Point::period)
                    .column(in.pick("起", "From"), 12, Point::from)
                    .column(in.pick("止", "To"), 12, Point::to)
                    .column(
                            in.pick("覆盖", "Covered"),
                            10,
                            point -> point.covered().name())
                    .column(
                            in.pick("单位", "Unit"),
                            8,
                            point -> point.cycles().reversed().stream()
                                    .flatMap(cycle -> Stream.ofNullable(in.unit(cycle, indicator)))
                                    .findFirst()
                                    .orElse(null))
                    .column(
                            in.pick("应报", "Expected"),
                            10,
                            point -> point.filings().expected())
                    .column(
                            in.pick("计入", "Counted"),
                            10,
                            point -> point.filings().counted());
            return new Table<>(
                    Table.name(asOf, "series", form, indicator, under, basis),
                    in.withChange(in.withValue(sheet, Point::value), Point::change),
                    items.stream());
        }
    }

    /**
     * @param from only periods that end on this day or later
     * @param to only periods that end on this day or before
     */
    @GetMapping(
            path = "/api/metrics/series",
            produces = {MediaType.APPLICATION_JSON_VALUE, Sheet.CSV, Sheet.XLSX})
    SeriesView series(
            Caller caller,
            @RequestParam String form,
            @RequestParam String indicator,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "CYCLE") By by,
            @RequestParam(defaultValue = "APPROVED") Basis basis,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Instant asOf) {
        String asked = question.under(caller, under);
        LocalDate first = from == null || from.isBefore(FIRST_DAY) ? FIRST_DAY : from;
        LocalDate last = to == null || to.isAfter(LAST_DAY) ? LAST_DAY : to;
        if (first.isAfter(last)) {
            throw MetricsProblem.PERIOD.because("from=" + first + " is after to=" + last + ".");
        }
        CycleIssued latest = directory
                .latest(form)
                .orElseThrow(() -> MetricsProblem.FORM_UNKNOWN.because("No cycle of a form " + form + " was issued."));
        List<CycleIssued> cycles = cycles(form, by, first, last, asOf == null ? MOST_CYCLES : MOST_CYCLES_AS_OF);
        if (Stream.concat(cycles.stream(), Stream.of(latest))
                .noneMatch(one -> one.indicator(indicator).isPresent())) {
            throw MetricsProblem.INDICATOR_UNKNOWN.because(
                    "No cycle of " + form + " has it.",
                    List.of(new FieldError("", "indicator.unknown", "no indicator " + indicator)));
        }
        List<String> ids = cycles.stream().map(CycleIssued::id).toList();
        Rollups.Reached reached = rollups.reached(ids, asked);
        Instant at = question.instant(asOf, reached.last());
        Set<String> cells = Question.cells(cycles.stream()
                .flatMap(one -> one.indicator(indicator).stream())
                .toList());
        Map<String, Rollup> sums = asOf == null ? rollups.over(ids, asked, cells) : asOf(ids, asked, basis, at, cells);
        Instant told = sums.values().stream().map(Rollup::asOf).reduce(at, Question::later);
        List<Point> points = points(by, cycles, sums, basis, indicator).stream()
                .filter(point -> !point.to().isBefore(first) && !point.to().isAfter(last))
                .toList();
        return new SeriesView(form, indicator, asked, by, basis, told, reached.positions(), points);
    }

    /** Those of the periods, and those of the same periods of the year before for comparison, in the order in which they end. */
    private List<CycleIssued> cycles(String form, By by, LocalDate first, LocalDate last, int most) {
        // a period that ends in this time may have begun before it
        LocalDate begin = by == By.CYCLE ? first : by.of(first).from();
        List<CycleIssued> asked = directory.cycles(form, begin, last, most + 1);
        Map<String, CycleIssued> all = new LinkedHashMap<>();
        if (!asked.isEmpty()) {
            List<Period> before = asked.stream()
                    .map(one -> period(by, one).yearBefore())
                    .sorted(Comparator.comparing(Period::from))
                    .toList();
            LocalDate end = before.stream()
                    .map(Period::to)
                    .reduce(LocalDate.MIN, (one, other) -> one.isAfter(other) ? one : other);
            directory.cycles(form, before.getFirst().from(), end, most + 1).forEach(one -> all.put(one.id(), one));
        }
        asked.forEach(one -> all.put(one.id(), one));
        if (all.size() > most) {
            throw MetricsProblem.TOO_MANY_CYCLES.because("There are more than " + most
                    + " cycles with the year before: say a later \"from\", or an earlier \"to\".");
        }
        return all.values().stream()
                .sorted(Comparator.comparing(CycleIssued::to))
                .toList();
    }

    /** In which a cycle is told. */
    private static Period period(By by, CycleIssued cycle) {
        return by == By.CYCLE ? new Period(cycle.from(), cycle.to()) : by.of(cycle.from());
    }

    private Map<String, Rollup> asOf(List<String> cycles, String under, Basis basis, Instant at, Set<String> cells) {
        Map<String, Rollup> sums = new HashMap<>();
        cycles.forEach(cycle ->
                sums.put(cycle, rollups.asOf(cycle, under, basis, at, cells).whole()));
        return sums;
    }

    /**
     * @param cycles in the order in which they end
     */
    static List<Point> points(
            By by, List<CycleIssued> cycles, Map<String, Rollup> sums, Basis basis, String indicator) {
        // in the order in which they end, too
        Map<Object, List<Part>> parts = new LinkedHashMap<>();
        for (CycleIssued cycle : cycles) {
            Period own = new Period(cycle.from(), cycle.to());
            Period in = period(by, cycle);
            if (in.contains(own)) {
                parts.computeIfAbsent(by == By.CYCLE ? cycle.id() : in, first -> new ArrayList<>())
                        .add(new Part(cycle, own, in, sums.getOrDefault(cycle.id(), Rollup.empty(cycle.id(), ""))));
            }
        }
        List<Point> points = new ArrayList<>();
        Map<Period, Valued> known = new HashMap<>();
        for (List<Part> group : parts.values()) {
            Valued valued = Valued.of(group, basis, indicator);
            Period period = group.getFirst().in();
            Valued before = known.get(period.yearBefore());
            known.put(period, valued);
            points.add(point(by, period, group, valued, before, basis));
        }
        return points;
    }

    private static Point point(
            By by, Period period, List<Part> parts, Valued valued, @Nullable Valued before, Basis basis) {
        return new Point(
                by == By.CYCLE ? parts.getFirst().cycle().id() : by.name(period),
                period.from(),
                period.to(),
                parts.stream().map(part -> part.cycle().id()).toList(),
                valued.covered(),
                new RollupController.Filings(
                        parts.stream().mapToLong(part -> part.sums().expected()).sum(),
                        parts.stream()
                                .mapToLong(part -> part.sums().sums(basis).filings())
                                .sum()),
                valued.value(),
                // a part of a year is not compared with a whole one
                before == null || before.covered() != valued.covered()
                        ? null
                        : Change.of(
                                before.value(),
                                valued.value(),
                                before.definition() != null
                                        && valued.definition() != null
                                        && Change.redefines(valued.definition(), before.definition())));
    }

    /** A cycle in a period. */
    private record Part(CycleIssued cycle, Period own, Period in, Rollup sums) {}

    /** What some cycles come to. */
    private record Valued(
            Covered covered,
            @Nullable IndicatorValue value,
            @Nullable Definition definition) {

        static Valued of(List<Part> parts, Basis basis, String indicator) {
            Covered covered = Periods.covered(
                    parts.getFirst().in(), parts.stream().map(Part::own).toList());
            List<Part> having = parts.stream()
                    .filter(part -> part.cycle().indicator(indicator).isPresent())
                    .toList();
            if (having.isEmpty() || covered == Covered.TWICE) {
                return new Valued(covered, null, null);
            }
            Definition definition =
                    having.getLast().cycle().indicator(indicator).orElseThrow();
            List<Sums> periods =
                    having.stream().map(part -> part.sums().sums(basis)).toList();
            return new Valued(covered, IndicatorValue.over(definition, periods), definition);
        }
    }
}
