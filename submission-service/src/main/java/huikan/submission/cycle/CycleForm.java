package huikan.submission.cycle;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.Words;
import huikan.events.Line;
import huikan.filing.Filing.SectionKind;
import huikan.submission.form.Form;
import huikan.submission.indicator.Indicator;
import huikan.submission.rule.CheckRule;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that entry in one cycle needs to know, in the order of the form. Dates are Asia/Shanghai.
 *
 * @param previous the cycle of the same form before it; null where there is none
 * @param signOff 签发: whether a draft is filed only when somebody other than its last writer signed it off
 * @param rules those that check a filing of its period
 */
record CycleForm(
        String cycle,
        String form,
        String title,
        String titleEn,
        Line line,
        CycleController.Period period,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate closesOn,
        @Nullable String previous,
        boolean signOff,
        List<FormSection> sections,
        List<FormGroup> groups,
        List<CheckRule> rules) {

    private static final List<String> OWN = List.of("own");
    private static final List<String> EVERY_SCOPE = List.of("own", "consolidated", "byLevel");

    /** A part of the text. */
    record FormSection(SectionKind kind, Words names) {
        static FormSection of(SectionKind kind) {
            return new FormSection(
                    kind,
                    switch (kind) {
                        case MEASURES_RESULTS -> new Words("主要举措和成效", "measures and results");
                        case SHORTCOMINGS -> new Words("不足和原因", "shortcomings and causes");
                        case LEADERSHIP_DUTY -> new Words("第一责任人履职情况", "duty of the person primarily responsible");
                        case NEXT_YEAR -> new Words("下一年度安排", "next-year arrangements");
                        case OTHER -> new Words("其他", "other");
                    });
        }
    }

    /** Indicators under one heading. */
    record FormGroup(Words names, List<FormIndicator> indicators) {}

    /**
     * One figure to fill.
     *
     * @param unit as shown to people; an AMOUNT is filed in fen whatever is shown
     * @param numerator the codes whose sum a rate divides; empty for counts and amounts
     * @param definition what counts and what does not; null where nothing needs saying
     * @param definitionEn likewise
     * @param scopes the maps of a filing that may have it
     */
    record FormIndicator(
            String code,
            Words names,
            String unit,
            FigureType kind,
            Measure measure,
            List<String> numerator,
            List<String> denominator,
            Consolidation consolidation,
            boolean required,
            @Nullable String definition,
            @Nullable String definitionEn,
            List<String> scopes) {

        static FormIndicator of(Indicator one, boolean required) {
            return new FormIndicator(
                    one.code(),
                    new Words(one.name(), one.nameEn()),
                    one.unit(),
                    one.type(),
                    one.measure(),
                    one.numerator(),
                    one.denominator(),
                    one.consolidation(),
                    required,
                    one.notes().isBlank() ? null : one.notes(),
                    one.notesEn().isBlank() ? null : one.notesEn(),
                    // what does not become one figure of several agencies is nobody's but its own
                    one.consolidation() == Consolidation.NONE ? OWN : EVERY_SCOPE);
        }
    }

    static CycleForm of(
            Cycle cycle,
            @Nullable String previous,
            Form form,
            Collection<Indicator> indicators,
            List<CheckRule> rules) {
        Map<Words, List<FormIndicator>> groups = indicators.stream()
                .filter(one -> form.has(one.code()))
                .collect(Collectors.groupingBy(
                        Indicator::heading,
                        LinkedHashMap::new,
                        Collectors.mapping(
                                one -> FormIndicator.of(one, form.required().contains(one.code())),
                                Collectors.toList())));
        return new CycleForm(
                cycle.id(),
                form.id(),
                form.title(),
                form.titleEn(),
                form.line(),
                new CycleController.Period(cycle.from(), cycle.to()),
                cycle.opensOn(),
                cycle.dueOn(),
                cycle.closesOn(),
                previous,
                form.needsSignOff(),
                Arrays.stream(SectionKind.values()).map(FormSection::of).toList(),
                groups.entrySet().stream()
                        .map(group -> new FormGroup(group.getKey(), group.getValue()))
                        .toList(),
                rules);
    }
}
