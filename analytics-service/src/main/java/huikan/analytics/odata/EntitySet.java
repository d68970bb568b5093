package huikan.analytics.odata;

import huikan.analytics.rollup.Rollup;
import huikan.events.CycleEvent.CycleIssued;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The sets of the feed. The rows of each are in the order of its key, which begins with a cycle, and with an agency in it where
 * they are of agencies: so far a set is read piece by piece.
 */
enum EntitySet {
    CYCLES(
            "Cycles",
            EntityType.of("Cycle", CycleRow.class, "id"),
            false,
            (cycle, rollup) -> List.of(CycleRow.of(cycle))),
    INDICATORS(
            "Indicators",
            EntityType.of("Indicator", IndicatorRow.class, "cycle", "code"),
            false,
            (cycle, rollup) -> IndicatorRow.of(cycle)),
    FIGURES(
            "Figures",
            EntityType.of("Figure", FigureRow.class, "cycle", "agency", "basis", "indicator"),
            true,
            FigureRow::of),
    COMPLETENESS(
            "Completeness",
            EntityType.of("AgencyCompleteness", CompletenessRow.class, "cycle", "agency"),
            true,
            (cycle, rollup) -> List.of(CompletenessRow.of(rollup)));

    private final String title;
    private final EntityType type;
    private final boolean ofAgencies;
    private final BiFunction<CycleIssued, Rollup, List<? extends Record>> rows;

    EntitySet(
            String title,
            EntityType type,
            boolean ofAgencies,
            BiFunction<CycleIssued, Rollup, List<? extends Record>> rows) {
        this.title = title;
        this.type = type;
        this.ofAgencies = ofAgencies;
        this.rows = rows;
    }

    static Optional<EntitySet> named(String title) {
        return List.of(values()).stream().filter(one -> one.title.equals(title)).findFirst();
    }

    String title() {
        return title;
    }

    EntityType type() {
        return type;
    }

    /** Whether its rows are of agencies, and told to those who see them. */
    boolean isOfAgencies() {
        return ofAgencies;
    }

    /**
     * The rows of one cycle, or of one agency in it.
     *
     * @param rollup of the agency; an empty one where the rows are of no agency
     */
    List<? extends Record> rows(CycleIssued cycle, Rollup rollup) {
        return rows.apply(cycle, rollup);
    }
}
