package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import huikan.analytics.directory.Directory;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.OverTime;
import huikan.events.CycleEvent.Words;
import huikan.service.sheet.Sheet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/definitions}: what each number means, and how many of them become one. */
@RestController
final class DefinitionsController {

    private final Directory directory;
    private final Question question;

    DefinitionsController(Directory directory, Question question) {
        this.directory = directory;
        this.question = question;
    }

    /**
     * @param cycle whose definition it is: frozen when that was issued
     * @param name null for a cycle that was issued before names were frozen with it
     * @param unit as shown to people; an AMOUNT is told in fen
     * @param numerator the codes whose sum a rate divides; empty for counts and amounts
     * @param consolidation how the figures of several agencies become one
     * @param overTime how the figures of several periods become one
     * @param notes what counts and what does not
     */
    record DefinitionView(
            String code,
            String cycle,
            @Nullable Words name,
            @Nullable String unit,
            FigureType type,
            @Nullable Measure measure,
            List<String> numerator,
            List<String> denominator,
            Consolidation consolidation,
            OverTime overTime,
            @Nullable Words notes) {

        static DefinitionView of(CycleIssued cycle, Definition one) {
            Meaning meaning = one.meaning();
            return new DefinitionView(
                    one.code(),
                    cycle.id(),
                    meaning == null ? null : meaning.name(),
                    meaning == null ? null : meaning.unit(),
                    one.type(),
                    meaning == null ? null : meaning.measure(),
                    one.numerator(),
                    one.denominator(),
                    one.consolidation(),
                    one.overTime() == null ? OverTime.NONE : one.overTime(),
                    meaning == null ? null : meaning.notes());
        }
    }

    /**
     * @param items by code
     * @param next always null: they are few
     * @param cycle that was asked for
     */
    record DefinitionsView(
            List<DefinitionView> items,
            @Nullable String next,
            @JsonIgnore @Nullable String cycle) implements Table.Source {

        @Override
        public Table<?> table(Table.Words in) {
            Sheet<DefinitionView> sheet = new Sheet<DefinitionView>(in.pick("指标口径", "Definitions"))
                    .column(in.pick("指标代码", "Indicator code"), 12, DefinitionView::code)
                    .column(in.pick("指标", "Indicator"), 28, one -> picked(in, one.name()))
                    .column(in.pick("单位", "Unit"), 8, DefinitionView::unit)
                    .column(in.pick("类型", "Type"), 10, one -> one.type().name())
                    .column(in.pick("分子", "Numerator"), 30, one -> String.join("+", one.numerator()))
                    .column(in.pick("分母", "Denominator"), 30, one -> String.join("+", one.denominator()))
                    .column(
                            in.pick("跨单位汇总", "Over agencies"),
                            16,
                            one -> one.consolidation().name())
                    .column(
                            in.pick("跨期汇总", "Over time"),
                            16,
                            one -> one.overTime().name())
                    .column(in.pick("口径", "Notes"), 60, one -> picked(in, one.notes()))
                    .column(in.pick("所属周期", "Cycle"), 16, DefinitionView::cycle);
            return new Table<>(cycle == null ? "definitions" : "definitions-" + cycle, sheet, items.stream());
        }

        private static @Nullable String picked(Table.Words in, @Nullable Words words) {
            return words == null ? null : in.pick(words.zh(), words.en());
        }
    }

    /**
     * Each as last defined.
     *
     * @param cycle whose definitions are asked for; without one those of each indicator's latest cycle
     */
    @GetMapping(
            path = "/api/metrics/definitions",
            produces = {MediaType.APPLICATION_JSON_VALUE, Sheet.CSV, Sheet.XLSX})
    DefinitionsView definitions(@RequestParam(required = false) @Nullable String cycle) {
        List<CycleIssued> cycles = new ArrayList<>();
        if (cycle == null) {
            directory.forms().forEach(form -> directory.latest(form).ifPresent(cycles::add));
            cycles.sort(Comparator.comparing(CycleIssued::to).thenComparing(CycleIssued::id));
        } else {
            cycles.add(question.cycle(cycle));
        }
        Map<String, DefinitionView> latest = new TreeMap<>();
        for (CycleIssued one : cycles) {
            one.indicators().forEach(indicator -> latest.put(indicator.code(), DefinitionView.of(one, indicator)));
        }
        return new DefinitionsView(List.copyOf(latest.values()), null, cycle);
    }
}
