package huikan.review.review;

import huikan.review.review.Reviews.Consolidating;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes back what was passed when figures below it have changed: nobody approved those that stand now. Whether they have is
 * seen by comparing what stands below with what stood there at the decision, so that looking twice does no harm.
 */
@Component
class Voiding {

    private static final Logger LOG = LoggerFactory.getLogger(Voiding.class);

    private final Reviews reviews;

    Voiding(Reviews reviews) {
        this.reviews = reviews;
    }

    /** What stands of one that filed has changed. */
    void changed(String submission) {
        reviews.find(submission)
                .ifPresent(below -> below.above().stream()
                        .findFirst()
                        .ifPresent(superior -> above(Set.of(Reviews.consolidation(below.cycle(), superior)))));
    }

    /**
     * Something changed below agencies.
     *
     * @param keys theirs, as {@link Reviews#consolidation}
     */
    void above(Set<String> keys) {
        Consolidating found = reviews.consolidating(keys);
        found.standing().forEach(one -> look(one, "void"));
        found.countingOn().forEach(one -> look(one, "lapse"));
    }

    /**
     * Stirred first: a decision that saw what stood there before is refused, or is seen here.
     *
     * @param move what becomes of it where something has changed
     */
    private void look(String submission, String move) {
        Optional<Review> seen = reviews.stir(submission);
        while (seen.isPresent()) {
            Review review = seen.get();
            Below passed = review.below();
            if (passed == null || review.levels().isEmpty()) {
                return;
            }
            Below now = reviews.below(review);
            if (passed.sumsAre(now) || reviews.takeBack(review, move, passed, now)) {
                return;
            }
            LOG.debug("{} was decided at this moment", submission);
            seen = reviews.find(submission).filter(Review::stands);
        }
    }
}
