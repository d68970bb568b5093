package huikan.review.finding;

import static huikan.review.finding.FindingStatus.ASSIGNED;
import static huikan.review.finding.FindingStatus.CLAIMED;
import static huikan.review.finding.FindingStatus.CLOSED;
import static huikan.review.finding.FindingStatus.CLOSED_SUSTAINED;
import static huikan.review.finding.FindingStatus.CONFIRMED;
import static huikan.review.finding.FindingStatus.DISPUTED;
import static huikan.review.finding.FindingStatus.MERGED;
import static huikan.review.finding.FindingStatus.PLAN_REVIEW;
import static huikan.review.finding.FindingStatus.RECTIFYING;
import static huikan.review.finding.FindingStatus.REGISTERED;
import static huikan.review.finding.FindingStatus.REINSPECTING;
import static huikan.review.finding.FindingStatus.VERIFYING;
import static huikan.review.finding.FindingStatus.WAIVED;
import static huikan.review.matter.Actor.SUPERVISOR;
import static huikan.review.matter.Actor.SYSTEM;
import static huikan.review.matter.Actor.UNIT;
import static huikan.review.matter.Actor.VERIFIER;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import huikan.review.matter.MoveTable;
import java.util.Map;
import java.util.Set;

/** The table of findings: each move with the states that it leads from and to, and who makes it. */
public enum FindingMove implements Move<FindingStatus> {
    REGISTER(Set.of(SUPERVISOR, VERIFIER, UNIT), rows()),
    MERGE(Set.of(SUPERVISOR), rows().row(REGISTERED, MERGED)),
    ASSIGN(Set.of(SUPERVISOR), rows().row(REGISTERED, ASSIGNED)),
    /** IMMEDIATE needs no plan. */
    CLAIM(Set.of(UNIT), rows().row(ASSIGNED, CLAIMED, RECTIFYING)),
    DISPUTE(Set.of(UNIT), rows().row(ASSIGNED, DISPUTED)),
    DISPUTE_RULING(Set.of(SUPERVISOR), rows().row(DISPUTED, ASSIGNED, WAIVED)),
    PLAN(Set.of(UNIT), rows().row(CLAIMED, PLAN_REVIEW)),
    /** A plan that is not approved goes back to the unit. */
    PLAN_APPROVAL(Set.of(SUPERVISOR), rows().row(PLAN_REVIEW, RECTIFYING, CLAIMED)),
    PROGRESS(Set.of(UNIT), rows().row(RECTIFYING, RECTIFYING).row(CLOSED_SUSTAINED, CLOSED_SUSTAINED)),
    EXTENSION(Set.of(UNIT), rows().row(RECTIFYING, RECTIFYING)),
    EXTENSION_RULING(Set.of(SUPERVISOR), rows().row(RECTIFYING, RECTIFYING)),
    CLOSURE_REQUEST(Set.of(UNIT), rows().row(RECTIFYING, VERIFYING)),
    REFUSAL(Set.of(VERIFIER), rows().row(VERIFYING, RECTIFYING)),
    /** Of a key finding, two people: the first leaves it as it is. */
    CLOSING(Set.of(VERIFIER), rows().row(VERIFYING, VERIFYING, CLOSED, CLOSED_SUSTAINED)),
    REOPENING(Set.of(SUPERVISOR, SYSTEM), rows().row(CLOSED, RECTIFYING).row(CLOSED_SUSTAINED, RECTIFYING)),
    /** A re-inspection drew it. */
    SAMPLE(Set.of(SYSTEM), rows().row(CLOSED, REINSPECTING)),
    CONFIRM(Set.of(SYSTEM), rows().row(REINSPECTING, CONFIRMED)),
    /** 反弹, 虚假整改, 未整改: the outcome is kept, and rectification goes on. */
    RELAPSE(Set.of(SYSTEM), rows().row(REINSPECTING, RECTIFYING)),
    FALSE_RECTIFICATION(Set.of(SYSTEM), rows().row(REINSPECTING, RECTIFYING)),
    NOT_RECTIFIED(Set.of(SYSTEM), rows().row(REINSPECTING, RECTIFYING)),
    /** The inspection that found it was overruled: nothing is to be rectified. */
    WAIVE(Set.of(SYSTEM), rows().each(FindingStatus::isOpen, WAIVED)),
    /** The ladder climbed by a rung. */
    ESCALATE(Set.of(SYSTEM), rows().unchanged(FindingStatus::isOpen)),
    /** What the present state waits for did not come in time. */
    URGE(Set.of(SYSTEM), rows().unchanged(FindingStatus::isOpen));

    private final Set<Actor> by;
    private final Map<FindingStatus, Set<FindingStatus>> leads;

    FindingMove(Set<Actor> by, MoveTable<FindingStatus> rows) {
        this.by = Set.copyOf(by);
        this.leads = rows.leads();
    }

    private static MoveTable<FindingStatus> rows() {
        return new MoveTable<>(FindingStatus.class);
    }

    @Override
    public Map<FindingStatus, Set<FindingStatus>> leads() {
        return leads;
    }

    @Override
    public Set<Actor> by() {
        return by;
    }
}
