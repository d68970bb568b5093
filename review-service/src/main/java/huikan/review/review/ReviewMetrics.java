package huikan.review.review;

import huikan.service.watching.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How long the queue of the reviewers is, and for how long its first waits. */
@Component
final class ReviewMetrics {

    private static final Duration FRESH = Duration.ofSeconds(10);

    ReviewMetrics(Reviews reviews, MeterRegistry meters, Clock clock) {
        Sampled<Double> waiting = new Sampled<>(() -> (double) reviews.count(ReviewStatus.WAITING), FRESH, Double.NaN);
        Gauge.builder("huikan.reviews.waiting", waiting::get)
                .description("filings that wait for a review level")
                .register(meters);
        Sampled<Double> age = new Sampled<>(() -> age(reviews, clock.instant()), FRESH, Double.NaN);
        Gauge.builder("huikan.reviews.oldest.waiting", age::get)
                .description("since when the oldest of them was received")
                .baseUnit("seconds")
                .register(meters);
    }

    private static double age(Reviews reviews, Instant now) {
        return reviews.oldest(ReviewStatus.WAITING)
                .map(received -> Duration.between(received, now).toMillis() / 1e3)
                .orElse(0.0);
    }
}
