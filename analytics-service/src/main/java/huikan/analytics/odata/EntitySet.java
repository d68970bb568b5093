package huikan.analytics.odata;

import huikan.analytics.rollup.Rollup;
import huikan.events.CycleEvent.CycleIssued;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sets of the feed. The rows of each are in the order of its key, which begins with a cycle, and with an agency in it where
 * they are of agencies: so far a set is read piece by piece.
 */
enum EntitySet {
    CYCLES("Cycles", EntityType.of("Cycle", CycleRow.class, "id"), false, piece -> List.of(CycleRow.of(piece.cycle()))),
    INDICATORS(
            "Indicators",
            EntityType.of("Indicator", IndicatorRow.class, "cycle", "code"),
            false,
            piece -> IndicatorRow.of(piece.cycle())),
    FIGURES(
            "Figures",
            EntityType.of("Figure", FigureRow.class, "cycle", "agency", "basis", "indicator"),
            true,
            FigureRow::of),
    COMPLETENESS(
            "Completeness",
            EntityType.of("AgencyCompleteness", CompletenessRow.class, "cycle", "agency"),
            true,
            piece -> List.of(CompletenessRow.of(piece)));

    private final String title;
    private final EntityType type;
    private final boolean ofAgencies;
    private final Function<Piece, List<? extends Record>> rows;

    EntitySet(String title, EntityType type, boolean ofAgencies, Function<Piece, List<? extends Record>> rows) {
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
     * One cycle, or one agency in it.
     *
     * @param rollup of the agency; an empty one where the rows are of no agency
     * @param name of the agency, null where none was told
     */
    record Piece(CycleIssued cycle, Rollup rollup, @Nullable String name) {}

    List<? extends Record> rows(Piece piece) {
        return rows.apply(piece);
    }
}
