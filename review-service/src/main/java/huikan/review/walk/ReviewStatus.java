package huikan.review.walk;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of a review. */
public enum ReviewStatus {
    /** One of its levels is to decide. */
    WAITING,
    /** A level sent it back: this submission is done with, its correction has a review of its own. */
    RETURNED,
    /** The last level passed it. */
    APPROVED,
    /** The submission was withdrawn, or replaced before anybody decided. */
    WITHDRAWN;

    private static final Map<ReviewStatus, Set<ReviewStatus>> NEXT = Map.of(
            WAITING, EnumSet.of(WAITING, RETURNED, APPROVED, WITHDRAWN),
            // a withdrawal may cross with a decision; it was first where the submission is kept
            RETURNED, EnumSet.of(WITHDRAWN),
            // and back, when figures below it change
            APPROVED, EnumSet.of(WITHDRAWN, WAITING),
            WITHDRAWN, EnumSet.noneOf(ReviewStatus.class));

    boolean mayBecome(ReviewStatus target) {
        return NEXT.getOrDefault(this, Set.of()).contains(target);
    }
}
