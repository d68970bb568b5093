package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.rollup.Basis;
import huikan.analytics.rollup.Rollups;
import huikan.analytics.rollup.Rollups.Counted;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.SubmissionEvent.Ratio;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/lineage}: the filings and cells that make a number. */
@RestController
final class LineageController {

    private final Rollups rollups;
    private final Question question;

    LineageController(Rollups rollups, Question question) {
        this.rollups = rollups;
        this.question = question;
    }

    /**
     * What one filing puts into the number.
     *
     * @param value of a count, or an amount in fen
     * @param numerator of a rate
     * @param denominator of a rate
     * @param cells the figures that it is made of, as filed, by indicator
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(
            String submission,
            String agency,
            AgencyLevel level,
            long revision,
            @Nullable Long value,
            @Nullable Long numerator,
            @Nullable Long denominator,
            SortedMap<String, Long> cells) {

        private long size() {
            Long size = value == null ? denominator : value;
            return size == null ? 0 : size;
        }
    }

    /**
     * @param positions by partition the offset of the last event that is in
     * @param value the number, as the rollup tells it
     * @param items the largest first
     * @param all of all pages
     */
    record LineageView(
            String cycle,
            String under,
            String indicator,
            Basis basis,
            Instant asOf,
            SortedMap<Integer, Long> positions,
            IndicatorValue value,
            List<Source> items,
            @Nullable String next,
            @JsonIgnore List<Source> all)
            implements Table.Source {

        @Override
        public Table<?> table(Table.Words in) {
            in.knowing(cycle, all.stream().map(Source::agency).toList());
            Sheet<Source> sheet = in.withAgency(new Sheet<Source>(in.pick("明细", "Lineage")), Source::agency)
                    .column(in.pick("级别", "Level"), 10, one -> one.level().name())
                    .column(in.pick("报送编号", "Submission"), 38, Source::submission)
                    .column(in.pick("版次", "Revision"), 8, Source::revision)
                    .column(in.pick("单位", "Unit"), 8, one -> in.unit(cycle, indicator))
                    .column(in.pick("数值", "Value"), 14, Source::value)
                    .column(in.pick("分子", "Numerator"), 14, Source::numerator)
                    .column(in.pick("分母", "Denominator"), 14, Source::denominator);
            all.stream()
                    .flatMap(one -> one.cells().keySet().stream())
                    .distinct()
                    .sorted()
                    .forEach(code -> sheet.column(code, 12, one -> one.cells().get(code)));
            return new Table<>(Table.name(asOf, "lineage", cycle, indicator, under, basis), sheet, all.stream());
        }
    }

    @GetMapping(
            path = "/api/metrics/lineage",
            produces = {MediaType.APPLICATION_JSON_VALUE, Sheet.CSV, Sheet.XLSX})
    LineageView lineage(
            Caller caller,
            @RequestParam String cycle,
            @RequestParam String indicator,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "APPROVED") Basis basis,
            @RequestParam(required = false) @Nullable Instant asOf,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        CycleIssued issued = question.cycle(cycle);
        String asked = question.under(caller, under);
        Definition definition = Question.indicators(issued, List.of(indicator)).getFirst();
        Turn turn = Turn.of(cursor, Page.limit(limit), "lineage", cycle, indicator, asked, basis);
        Rollups.Reached reached = rollups.reached(List.of(cycle), asked);
        Instant at = question.instant(turn.at() == null ? asOf : turn.at(), reached.last());
        Rollups.Lineage lineage = rollups.lineage(cycle, asked, basis, at, Question.cells(List.of(definition)));
        IndicatorValue value = IndicatorValue.of(definition, lineage.sums());
        List<Source> sources = lineage.filings().stream()
                .flatMap(filing -> source(filing, definition, asked, value).stream())
                .sorted(Comparator.comparingLong(Source::size).reversed().thenComparing(Source::agency))
                .toList();
        return new LineageView(
                cycle,
                asked,
                indicator,
                basis,
                at,
                reached.positions(),
                value,
                turn.page(sources),
                turn.next(sources.size(), at),
                sources);
    }

    private static Optional<Source> source(Counted filing, Definition of, String asked, IndicatorValue number) {
        boolean alone = of.consolidation() == Consolidation.NONE;
        if (alone && !filing.agency().equals(asked)) {
            return Optional.empty();
        }
        if (of.type() != FigureType.RATE) {
            Long value = filing.cells().get(of.code());
            return value == null ? Optional.empty() : Optional.of(source(filing, value, null, List.of(of.code())));
        }
        Ratio ratio = filing.rates().get(of.code());
        if (alone && number instanceof IndicatorValue.Rate own) {
            // worked out from the agency's own figures, and so this filing's
            ratio = own.filings() == 0 ? null : new Ratio(own.numerator(), own.denominator());
        }
        return ratio == null
                ? Optional.empty()
                : Optional.of(source(
                        filing,
                        null,
                        ratio,
                        Stream.concat(of.numerator().stream(), of.denominator().stream())
                                .toList()));
    }

    private static Source source(Counted filing, @Nullable Long value, @Nullable Ratio ratio, List<String> parts) {
        SortedMap<String, Long> cells = new TreeMap<>(filing.cells());
        cells.keySet().retainAll(parts);
        return new Source(
                filing.submission(),
                filing.agency(),
                filing.level(),
                filing.revision(),
                value,
                ratio == null ? null : ratio.numerator(),
                ratio == null ? null : ratio.denominator(),
                cells);
    }
}
