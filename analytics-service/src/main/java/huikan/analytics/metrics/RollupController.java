package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.rollup.Basis;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Rollups;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import java.time.Instant;
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

/** {@code /api/metrics/rollup}. */
@RestController
final class RollupController {

    private static final String CHILDREN = "children";

    private final Rollups rollups;
    private final Question question;

    RollupController(Rollups rollups, Question question) {
        this.rollups = rollups;
        this.question = question;
    }

    /**
     * @param counted on the basis that is asked for
     */
    record Filings(long expected, long counted) {}

    /**
     * @param positions by partition the offset of the last event that is in; left out with the children
     */
    record RollupView(
            String cycle,
            String under,
            Basis basis,
            Instant asOf,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SortedMap<Integer, Long> positions,

            Filings filings,
            Map<String, IndicatorValue> indicators,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<RollupView> children)
            implements Table.Source {

        private record Row(String agency, String indicator, IndicatorValue value) {}

        private Stream<RollupView> agencies() {
            return Stream.concat(Stream.of(this), children == null ? Stream.of() : children.stream());
        }

        @Override
        public Table<?> table(Table.Words in) {
            in.knowing(cycle, agencies().map(RollupView::under).toList());
            Sheet<Row> sheet = in.withAgency(new Sheet<Row>(in.pick("汇总", "Rollup")), Row::agency)
                    .column(in.pick("指标代码", "Indicator code"), 12, Row::indicator)
                    .column(in.pick("指标", "Indicator"), 28, row -> in.indicator(cycle, row.indicator()))
                    .column(in.pick("单位", "Unit"), 8, row -> in.unit(cycle, row.indicator()));
            return new Table<>(
                    Table.name(asOf, "rollup", cycle, under, basis),
                    in.withValue(sheet, Row::value),
                    agencies()
                            .flatMap(one -> one.indicators().entrySet().stream()
                                    .map(entry -> new Row(one.under(), entry.getKey(), entry.getValue()))));
        }
    }

    @GetMapping(
            path = "/api/metrics/rollup",
            produces = {MediaType.APPLICATION_JSON_VALUE, Sheet.CSV, Sheet.XLSX})
    RollupView rollup(
            Caller caller,
            @RequestParam String cycle,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "APPROVED") Basis basis,
            @RequestParam(required = false) @Nullable List<String> indicators,
            @RequestParam(required = false) @Nullable String breakdown,
            @RequestParam(required = false) @Nullable Instant asOf) {
        CycleIssued issued = question.cycle(cycle);
        String asked = question.under(caller, under);
        List<String> codes = indicators == null
                ? List.of()
                : indicators.stream().filter(one -> !one.isBlank()).toList();
        boolean alsoUnfiled = !codes.isEmpty();
        List<Definition> wanted = alsoUnfiled ? Question.indicators(issued, codes) : issued.indicators();
        Rollups.Reached reached = rollups.reached(List.of(cycle), asked);
        Instant at = question.instant(asOf, reached.last());
        boolean children = children(breakdown);
        Set<String> cells = alsoUnfiled ? Question.cells(wanted) : Rollups.ALL;
        if (asOf == null && !children) {
            return view(rollups.of(cycle, asked), at, reached.positions(), basis, wanted, alsoUnfiled, null);
        }
        Rollups.Family family =
                asOf == null ? rollups.family(cycle, asked, cells) : rollups.asOf(cycle, asked, basis, at, cells);
        return view(
                family.whole(),
                at,
                reached.positions(),
                basis,
                wanted,
                alsoUnfiled,
                !children
                        ? null
                        : family.children().stream()
                                .map(child -> view(child, at, null, basis, wanted, alsoUnfiled, null))
                                .toList());
    }

    private static boolean children(@Nullable String breakdown) {
        if (breakdown != null && !breakdown.equals(CHILDREN)) {
            throw Question.notAValue("breakdown", breakdown, CHILDREN);
        }
        return breakdown != null;
    }

    private static RollupView view(
            Rollup rollup,
            Instant reached,
            @Nullable SortedMap<Integer, Long> positions,
            Basis basis,
            List<Definition> wanted,
            boolean alsoUnfiled,
            @Nullable List<RollupView> children) {
        return new RollupView(
                rollup.cycle(),
                rollup.agency(),
                basis,
                Question.later(reached, rollup.asOf()),
                positions,
                new Filings(rollup.expected(), rollup.sums(basis).filings()),
                IndicatorValue.all(wanted, rollup.sums(basis), alsoUnfiled),
                children);
    }
}
