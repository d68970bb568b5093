package huikan.review.walk;

import huikan.review.matter.Timed;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The clocks of the review levels. */
@Component
final class ReviewTimers implements Timed {

    private static final Logger LOG = LoggerFactory.getLogger(ReviewTimers.class);

    private final Reviews reviews;
    private final ReviewSteps steps;

    ReviewTimers(Reviews reviews, ReviewSteps steps) {
        this.reviews = reviews;
        this.steps = steps;
    }

    @Override
    public String kind() {
        return ReviewTrail.KIND;
    }

    /** Each is a change of the review as it was seen: it is said once, whoever else tries. */
    @Override
    public int goOff(Instant now, int most) {
        return reviews.due(now, most, review -> {
            Instant alarm = steps.alarm(review);
            if (alarm == null || alarm.isAfter(now)) {
                // the calendar was changed since it was armed
                reviews.rearm(review, alarm);
            } else if (reviews.write(review, steps.urged(review)).isEmpty()) {
                LOG.debug("{} was decided at this moment", review.submission());
            }
        });
    }

    @Override
    public void rearm() {
        reviews.rearm(steps::alarm);
    }
}
