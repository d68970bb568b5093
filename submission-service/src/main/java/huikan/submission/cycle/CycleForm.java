package huikan.submission.cycle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.Words;
import huikan.events.Line;
import huikan.filing.Filing.SectionKind;
import huikan.submission.form.Form;
import huikan.submission.form.Layout;
import huikan.submission.rule.CheckRule;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that entry in one cycle needs to know, in the order of the form. Dates are Asia/Shanghai.
 *
 * @param previous the cycle of the same form before it; null where there is none
 * @param signOff 签发: whether a filing is taken only from a draft that somebody other than its last writer signed off
 * @param wholes 构成比: rates that are the shares of one whole, a list for each whole
 * @param layout 表样: how it looks on paper; left out where it is a list
 * @param rules those that check a filing of its period
 */
record CycleForm(
        String cycle,
        String form,
        String title,
        String titleEn,
        Line line,
        CycleBody.Period period,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate closesOn,
        @Nullable String previous,
        boolean signOff,
        List<FormSection> sections,
        List<FormGroup> groups,
        List<List<String>> wholes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Layout layout,
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
     * @param levels the agencies that are asked for their own; left out where all are
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
            List<String> scopes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<AgencyLevel> levels) {

        static FormIndicator of(Definition one, Form form) {
            Words code = new Words(one.code(), one.code());
            Meaning meaning =
                    Objects.requireNonNullElse(one.meaning(), new Meaning(code, "", Measure.FLOW, new Words("", "")));
            return new FormIndicator(
                    one.code(),
                    meaning.name(),
                    meaning.unit(),
                    one.type(),
                    meaning.measure(),
                    one.numerator(),
                    one.denominator(),
                    one.consolidation(),
                    form.required().contains(one.code()),
                    meaning.notes().zh().isBlank() ? null : meaning.notes().zh(),
                    meaning.notes().en().isBlank() ? null : meaning.notes().en(),
                    // what does not become one figure of several agencies is nobody's but its own
                    one.consolidation() == Consolidation.NONE ? OWN : EVERY_SCOPE,
                    form.levels() == null ? null : form.levels().get(one.code()));
        }
    }

    static CycleForm of(Cycle cycle, @Nullable String previous, List<CheckRule> rules) {
        Form form = cycle.form();
        return new CycleForm(
                cycle.id(),
                form.id(),
                form.title(),
                form.titleEn(),
                form.line(),
                new CycleBody.Period(cycle.from(), cycle.to()),
                cycle.opensOn(),
                cycle.dueOn(),
                cycle.closesOn(),
                previous,
                form.needsSignOff(),
                Stream.concat(form.sections().stream(), Stream.of(SectionKind.OTHER))
                        .distinct()
                        .map(FormSection::of)
                        .toList(),
                form.allGroups().stream()
                        .map(group -> new FormGroup(
                                group.names(),
                                group.indicators().stream()
                                        .map(code -> FormIndicator.of(
                                                requireNonNull(
                                                        cycle.indicators().get(code)),
                                                form))
                                        .toList()))
                        .toList(),
                form.allWholes(),
                form.layout(),
                rules);
    }
}
