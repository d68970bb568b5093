package huikan.review.reinspection;

import static huikan.review.matter.Actor.SUPERVISOR;
import static huikan.review.matter.Actor.SYSTEM;
import static huikan.review.matter.Actor.VERIFIER;
import static huikan.review.reinspection.ReinspectionStatus.CLOSED;
import static huikan.review.reinspection.ReinspectionStatus.DRAWN;
import static huikan.review.reinspection.ReinspectionStatus.PLANNED;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import huikan.review.matter.MoveTable;
import java.util.Map;
import java.util.Set;

/** The table of re-inspections: each move with the states that it leads from and to, and who makes it. */
public enum ReinspectionMove implements Move<ReinspectionStatus> {
    PLAN(SUPERVISOR, rows()),
    DRAW(SUPERVISOR, rows().row(PLANNED, DRAWN)),
    ASSIGN(SUPERVISOR, rows().row(DRAWN, DRAWN)),
    /** By the re-inspector to whom the finding was assigned. */
    OUTCOME(VERIFIER, rows().row(DRAWN, DRAWN)),
    /** What was drawn and found is carried into the findings and orders. */
    SETTLE(SYSTEM, rows().row(DRAWN, DRAWN)),
    CLOSE(SUPERVISOR, rows().row(DRAWN, CLOSED));

    private final Set<Actor> by;
    private final Map<ReinspectionStatus, Set<ReinspectionStatus>> leads;

    ReinspectionMove(Actor by, MoveTable<ReinspectionStatus> rows) {
        this.by = Set.of(by);
        this.leads = rows.leads();
    }

    private static MoveTable<ReinspectionStatus> rows() {
        return new MoveTable<>(ReinspectionStatus.class);
    }

    @Override
    public Map<ReinspectionStatus, Set<ReinspectionStatus>> leads() {
        return leads;
    }

    @Override
    public Set<Actor> by() {
        return by;
    }
}
