package huikan.submission.indicator;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.OverTime;
import huikan.events.CycleEvent.Words;
import java.util.List;

/**
 * One figure's definition (口径).
 *
 * @param unit as shown to people, e.g. 件; an AMOUNT is filed and stored in fen whatever is shown
 * @param numerator the codes whose sum a rate divides; empty for counts and amounts
 * @param denominator the codes whose sum it divides by
 * @param notes what counts and what does not; empty where nothing needs saying
 * @param notesEn likewise
 * @param heading under which the form has it
 */
public record Indicator(
        String code,
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
        Words heading) {

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
}
