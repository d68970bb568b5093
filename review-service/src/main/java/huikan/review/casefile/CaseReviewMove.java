package huikan.review.casefile;

import static huikan.review.casefile.CaseReviewStatus.ARCHIVED;
import static huikan.review.casefile.CaseReviewStatus.CIRCULATED;
import static huikan.review.casefile.CaseReviewStatus.COLLECTED;
import static huikan.review.casefile.CaseReviewStatus.GRADED;
import static huikan.review.casefile.CaseReviewStatus.OBJECTED;
import static huikan.review.casefile.CaseReviewStatus.PLANNED;
import static huikan.review.casefile.CaseReviewStatus.SAMPLED;
import static huikan.review.casefile.CaseReviewStatus.SCORED;
import static huikan.review.matter.Actor.SUPERVISOR;
import static huikan.review.matter.Actor.SYSTEM;
import static huikan.review.matter.Actor.UNIT;
import static huikan.review.matter.Actor.VERIFIER;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import huikan.review.matter.MoveTable;
import java.util.Map;
import java.util.Set;

/** The table of case-file reviews: each move with the states that it leads from and to, and who makes it. */
public enum CaseReviewMove implements Move<CaseReviewStatus> {
    PLAN(SUPERVISOR, rows()),
    DRAW(SUPERVISOR, rows().row(PLANNED, SAMPLED)),
    /** When every file is missing there is nothing to score. */
    HAND_OVER(UNIT, rows().row(SAMPLED, COLLECTED, SCORED)),
    /** By each of the two scorers, file by file; the last one completes it. */
    SCORE(VERIFIER, rows().row(COLLECTED, COLLECTED, SCORED)),
    OBJECT(UNIT, rows().row(SCORED, OBJECTED)),
    RECONSIDER(SUPERVISOR, rows().row(OBJECTED, SCORED)),
    CONFIRM(SUPERVISOR, rows().row(SCORED, GRADED)),
    CIRCULATE(SUPERVISOR, rows().row(GRADED, CIRCULATED)),
    /** What is wrong with the files became findings. */
    SETTLE(SYSTEM, rows().row(CIRCULATED, CIRCULATED)),
    ARCHIVE(SYSTEM, rows().row(CIRCULATED, ARCHIVED)),
    /** The files were not handed over, and the ladder climbed by a rung. */
    ESCALATE(SYSTEM, rows().row(SAMPLED, SAMPLED)),
    /** What it waits for did not come in time. */
    URGE(SYSTEM, rows().row(SAMPLED, SAMPLED).row(OBJECTED, OBJECTED));

    private final Set<Actor> by;
    private final Map<CaseReviewStatus, Set<CaseReviewStatus>> leads;

    CaseReviewMove(Actor by, MoveTable<CaseReviewStatus> rows) {
        this.by = Set.of(by);
        this.leads = rows.leads();
    }

    private static MoveTable<CaseReviewStatus> rows() {
        return new MoveTable<>(CaseReviewStatus.class);
    }

    @Override
    public Map<CaseReviewStatus, Set<CaseReviewStatus>> leads() {
        return leads;
    }

    @Override
    public Set<Actor> by() {
        return by;
    }
}
