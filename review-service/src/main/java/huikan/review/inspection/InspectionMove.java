package huikan.review.inspection;

import static huikan.review.inspection.InspectionStatus.APPROVED;
import static huikan.review.inspection.InspectionStatus.CLOSED;
import static huikan.review.inspection.InspectionStatus.CONCLUDING;
import static huikan.review.inspection.InspectionStatus.FED_BACK;
import static huikan.review.inspection.InspectionStatus.GROUPED;
import static huikan.review.inspection.InspectionStatus.LOOKING_BACK;
import static huikan.review.inspection.InspectionStatus.PROPOSED;
import static huikan.review.inspection.InspectionStatus.RUNNING;
import static huikan.review.matter.Actor.SUPERVISOR;
import static huikan.review.matter.Actor.SYSTEM;
import static huikan.review.matter.Actor.UNIT;
import static huikan.review.matter.Actor.VERIFIER;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import huikan.review.matter.MoveTable;
import java.util.Map;
import java.util.Set;

/** The table of inspections: each move with the states that it leads from and to, and who makes it. */
public enum InspectionMove implements Move<InspectionStatus> {
    PROPOSE(SUPERVISOR, rows()),
    APPROVE(SUPERVISOR, rows().row(PROPOSED, APPROVED)),
    GROUPS(SUPERVISOR, rows().row(APPROVED, GROUPED)),
    BATCH(SUPERVISOR, rows().row(GROUPED, RUNNING).row(RUNNING, RUNNING)),
    /** By somebody of the group that visits the unit. */
    VISIT(VERIFIER, rows().row(RUNNING, RUNNING)),
    /** By the leader of the group. */
    BATCH_CLOSING(VERIFIER, rows().row(RUNNING, RUNNING)),
    CONCLUDE(SUPERVISOR, rows().row(RUNNING, CONCLUDING)),
    /** One unit after the other, or all of them at once; with the last one it is fed back. */
    FEEDBACK(SUPERVISOR, rows().row(CONCLUDING, CONCLUDING, FED_BACK)),
    OBJECTION(UNIT, rows().row(CONCLUDING, CONCLUDING).row(FED_BACK, FED_BACK)),
    OBJECTION_RULING(SUPERVISOR, rows().row(CONCLUDING, CONCLUDING).row(FED_BACK, FED_BACK)),
    LOOK_BACK(SUPERVISOR, rows().row(FED_BACK, LOOKING_BACK)),
    CLOSE(SUPERVISOR, rows().row(LOOKING_BACK, CLOSED)),
    /** What was fed back and ruled is carried into the findings. */
    SETTLE(SYSTEM, rows().row(CONCLUDING, CONCLUDING).row(FED_BACK, FED_BACK)),
    /** A report, a feedback or a ruling did not come in time. */
    URGE(SYSTEM, rows().row(RUNNING, RUNNING).row(CONCLUDING, CONCLUDING).row(FED_BACK, FED_BACK));

    private final Set<Actor> by;
    private final Map<InspectionStatus, Set<InspectionStatus>> leads;

    InspectionMove(Actor by, MoveTable<InspectionStatus> rows) {
        this.by = Set.of(by);
        this.leads = rows.leads();
    }

    private static MoveTable<InspectionStatus> rows() {
        return new MoveTable<>(InspectionStatus.class);
    }

    @Override
    public Map<InspectionStatus, Set<InspectionStatus>> leads() {
        return leads;
    }

    @Override
    public Set<Actor> by() {
        return by;
    }
}
