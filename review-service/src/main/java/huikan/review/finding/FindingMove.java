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
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The table of findings: each move with the states that it leads from and to, and who makes it. */
public enum FindingMove implements Move<FindingStatus> {
    REGISTER(Set.of(SUPERVISOR, VERIFIER, UNIT)),
    MERGE(Set.of(SUPERVISOR), from(REGISTERED, MERGED)),
    ASSIGN(Set.of(SUPERVISOR), from(REGISTERED, ASSIGNED)),
    /** IMMEDIATE needs no plan. */
    CLAIM(Set.of(UNIT), from(ASSIGNED, CLAIMED, RECTIFYING)),
    DISPUTE(Set.of(UNIT), from(ASSIGNED, DISPUTED)),
    DISPUTE_RULING(Set.of(SUPERVISOR), from(DISPUTED, ASSIGNED, WAIVED)),
    PLAN(Set.of(UNIT), from(CLAIMED, PLAN_REVIEW)),
    /** A plan that is not approved goes back to the unit. */
    PLAN_APPROVAL(Set.of(SUPERVISOR), from(PLAN_REVIEW, RECTIFYING, CLAIMED)),
    PROGRESS(Set.of(UNIT), from(RECTIFYING, RECTIFYING), from(CLOSED_SUSTAINED, CLOSED_SUSTAINED)),
    EXTENSION(Set.of(UNIT), from(RECTIFYING, RECTIFYING)),
    EXTENSION_RULING(Set.of(SUPERVISOR), from(RECTIFYING, RECTIFYING)),
    CLOSURE_REQUEST(Set.of(UNIT), from(RECTIFYING, VERIFYING)),
    REFUSAL(Set.of(VERIFIER), from(VERIFYING, RECTIFYING)),
    /** Of a key finding, two people: the first leaves it as it is. */
    CLOSING(Set.of(VERIFIER), from(VERIFYING, VERIFYING, CLOSED, CLOSED_SUSTAINED)),
    REOPENING(Set.of(SUPERVISOR, SYSTEM), from(CLOSED, RECTIFYING), from(CLOSED_SUSTAINED, RECTIFYING)),
    /** A re-inspection drew it. */
    SAMPLE(Set.of(SYSTEM), from(CLOSED, REINSPECTING)),
    CONFIRM(Set.of(SYSTEM), from(REINSPECTING, CONFIRMED)),
    /** 反弹, 虚假整改, 未整改: the outcome is kept, and rectification goes on. */
    RELAPSE(Set.of(SYSTEM), from(REINSPECTING, RECTIFYING)),
    FALSE_RECTIFICATION(Set.of(SYSTEM), from(REINSPECTING, RECTIFYING)),
    NOT_RECTIFIED(Set.of(SYSTEM), from(REINSPECTING, RECTIFYING)),
    /** The ladder climbed by a rung. */
    ESCALATE(Set.of(SYSTEM), unchanged()),
    /** What the present state waits for did not come in time. */
    URGE(Set.of(SYSTEM), unchanged());

    private final Set<Actor> by;
    private final Map<FindingStatus, Set<FindingStatus>> leads;

    @SafeVarargs
    FindingMove(Set<Actor> by, Map<FindingStatus, Set<FindingStatus>>... rows) {
        this.by = Set.copyOf(by);
        this.leads = new EnumMap<>(FindingStatus.class);
        for (Map<FindingStatus, Set<FindingStatus>> row : rows) {
            leads.putAll(row);
        }
    }

    private static Map<FindingStatus, Set<FindingStatus>> from(FindingStatus from, FindingStatus... to) {
        return Map.of(from, EnumSet.copyOf(Arrays.asList(to)));
    }

    private static Map<FindingStatus, Set<FindingStatus>> unchanged() {
        Map<FindingStatus, Set<FindingStatus>> rows = new EnumMap<>(FindingStatus.class);
        for (FindingStatus status : FindingStatus.values()) {
            if (status.isOpen()) {
                rows.put(status, Set.of(status));
            }
        }
        return rows;
    }

    @Override
    public Map<FindingStatus, Set<FindingStatus>> leads() {
        return Collections.unmodifiableMap(leads);
    }

    @Override
    public Set<Actor> by() {
        return by;
    }
}
