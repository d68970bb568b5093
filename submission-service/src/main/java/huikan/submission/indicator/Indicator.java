package huikan.submission.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.OverTime;
import huikan.events.CycleEvent.Words;
import huikan.submission.version.Versioned;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One figure's definition (口径), for periods that end within its days.
 *
 * @param version see {@link Versioned}
 * @param from it defines periods that end on this day or later; null for all before another one
 * @param until and on this day or before; null while it is asked for
 * @param unit as shown to people, e.g. 件; an AMOUNT is filed and stored in fen whatever is shown
 * @param numerator the codes whose sum a rate divides; empty for counts and amounts
 * @param denominator the codes whose sum it divides by
 * @param notes what counts and what does not; empty where nothing needs saying
 * @param notesEn likewise
 * @param heading under which a form has it that does not say otherwise
 */
public record Indicator(
        String code,
        int version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate from,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate until,
        String name,
        String nameEn,
        String unit,
        FigureType type,
        Measure measure,
        List<String> numerator,
        List<String> denominator,
        Consolidation consolidation,
        OverTime overTime,
        String notes,
        String notesEn,
        Words heading)
        implements Versioned<Indicator> {

    /** As a cycle freezes it. */
    public Definition definition() {
        return new Definition(
                code,
                type,
                consolidation,
                numerator,
                denominator,
                overTime,
                new Meaning(new Words(name, nameEn), unit, measure, new Words(notes, notesEn)));
    }

    boolean isBegunBy(LocalDate periodEnd) {
        return from == null || !periodEnd.isBefore(from);
    }

    boolean isOver(LocalDate periodEnd) {
        return until != null && periodEnd.isAfter(until);
    }

    @Override
    public Indicator numbered(int number) {
        return new Indicator(
                code,
                number,
                from,
                until,
                name,
                nameEn,
                unit,
                type,
                measure,
                numerator,
                denominator,
                consolidation,
                overTime,
                notes,
                notesEn,
                heading);
    }

    @Override
    public void tell(ObjectNode step) {
        step.put("from", Objects.toString(from, null));
    }
}
