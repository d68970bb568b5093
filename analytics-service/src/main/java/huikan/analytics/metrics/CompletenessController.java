package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Rollups;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/completeness}: who has filed, and in time. */
@RestController
final class CompletenessController {

    private final Rollups rollups;
    private final Question question;

    CompletenessController(Rollups rollups, Question question) {
        this.rollups = rollups;
        this.question = question;
    }

    /**
     * @param positions by partition the offset of the last event that is in; left out with the children
     * @param filed whose slot is held, also by a returned filing
     * @param expected who was on the list at the issue, and who was added since
     * @param missing neither filed nor excused
     * @param excused a superior asks them for none
     * @param filedRate filed of those that are not excused, percent
     * @param onTimeRate on time of those that are not excused, percent
     */
    record CompletenessView(
            String cycle,
            String under,
            Instant asOf,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SortedMap<Integer, Long> positions,

            long expected,
            long filed,
            long onTime,
            long late,
            long missing,
            long excused,
            String filedRate,
            String onTimeRate,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<CompletenessView> children)
            implements Table.Source {
        static CompletenessView of(
                Rollup rollup,
                Instant reached,
                @Nullable SortedMap<Integer, Long> positions,
                @Nullable List<CompletenessView> children) {
            return new CompletenessView(
                    rollup.cycle(),
                    rollup.agency(),
                    Question.later(reached, rollup.asOf()),
                    positions,
                    rollup.expected(),
                    rollup.filed(),
                    rollup.onTime(),
                    rollup.late(),
                    rollup.missing(),
                    rollup.excused(),
                    IndicatorValue.percent(rollup.filed(), rollup.owed()),
                    IndicatorValue.percent(rollup.onTime(), rollup.owed()),
                    children);
        }

        @Override
        public Table<?> table(Table.Words in) {
            List<CompletenessView> rows = new ArrayList<>(List.of(this));
            rows.addAll(children == null ? List.of() : children);
            in.knowing(cycle, rows.stream().map(CompletenessView::under).toList());
            Sheet<CompletenessView> sheet = in.withAgency(
                            new Sheet<CompletenessView>(in.pick("报送完整率", "Completeness")), CompletenessView::under)
                    .column(in.pick("应报", "Expected"), 10, CompletenessView::expected)
                    .column(in.pick("已报", "Filed"), 10, CompletenessView::filed)
                    .column(in.pick("按时", "On time"), 10, CompletenessView::onTime)
                    .column(in.pick("逾期", "Late"), 10, CompletenessView::late)
                    .column(in.pick("未报", "Missing"), 10, CompletenessView::missing)
                    .column(in.pick("免报", "Excused"), 10, CompletenessView::excused)
                    .column(in.pick("报送率%", "Filed %"), 10, row -> IndicatorValue.number(row.filedRate()))
                    .column(in.pick("按时率%", "On time %"), 10, row -> IndicatorValue.number(row.onTimeRate()));
            return new Table<>(Table.name(asOf, "completeness", cycle, under), sheet, rows.stream());
        }
    }

    @GetMapping(
            path = "/api/metrics/completeness",
            produces = {MediaType.APPLICATION_JSON_VALUE, Sheet.CSV, Sheet.XLSX})
    CompletenessView completeness(
            Caller caller,
            @RequestParam String cycle,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable Instant asOf) {
        String id = question.cycle(cycle).id();
        String asked = question.under(caller, under);
        Rollups.Reached reached = rollups.reached(List.of(id), asked);
        Instant at = question.instant(asOf, reached.last());
        Rollups.Family family =
                asOf == null ? rollups.family(id, asked, Rollups.NONE) : rollups.filedAsOf(id, asked, at);
        return CompletenessView.of(
                family.whole(),
                at,
                reached.positions(),
                family.children().stream()
                        .map(child -> CompletenessView.of(child, at, null, null))
                        .toList());
    }
}
