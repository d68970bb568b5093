package huikan.review.review;

import org.jspecify.annotations.Nullable;

/** As much of a review as tells whether its filing stands, and what it says. */
record Standing(
        String submission,
        String cycle,
        String agency,
        long revision,
        ReviewStatus status,
        @Nullable String replacedBy,
        Filed filed) {

    boolean stands() {
        return status == ReviewStatus.WAITING || status == ReviewStatus.APPROVED || replacedBy != null;
    }
}
