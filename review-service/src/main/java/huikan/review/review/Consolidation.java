package huikan.review.review;

import huikan.review.review.Filed.Figure;
import huikan.service.request.Violations;

/**
 * Rule R01 across agencies: what a filing states of those below it is its own figure and what stands of theirs. It is asked
 * with every decision that passes a filing on, since the filings below may have changed since it was filed.
 */
final class Consolidation {

    private Consolidation() {}

    /** Whether every stated figure that can be compared is the sum of its own and those below. */
    static boolean agrees(Review review, Below below) {
        Violations differences = new Violations();
        check(review, below, differences);
        return differences.isEmpty();
    }

    /**
     * Where the stated figures differ from the sum. A figure that nobody below filed cannot be compared, and a filing that
     * explains the rule is let through.
     */
    static void check(Review review, Below below, Violations violations) {
        if (review.filed().explains(Filed.CONSOLIDATION)) {
            return;
        }
        for (Figure figure : review.filed().stated()) {
            Long others = below.sums().get(figure.indicator());
            Long stated = figure.consolidated();
            long own = figure.own() == null ? 0 : figure.own();
            if (others != null && stated != null && stated != own + others) {
                violations.add(
                        "/indicators/consolidated/" + figure.indicator(),
                        "consolidation.differs",
                        Filed.CONSOLIDATION + ": stated are " + stated + "; its own " + own + " and the " + others
                                + " of those directly below are " + (own + others) + ".");
            }
        }
    }
}
