package huikan.review.walk;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent.Item;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import huikan.review.walk.Decision.Kind;
import huikan.testing.Infrastructure;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest
class ReviewsIT {

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry properties) {
        Infrastructure.register(properties);
    }

    @Autowired
    Reviews reviews;

    @Autowired
    MeterRegistry meters;

    private static SubmissionAccepted accepted(String id, String replaces, Superior... path) {
        return new SubmissionAccepted(
                id,
                "annual-2023",
                "210902-gov",
                AgencyLevel.COUNTY,
                List.of(path),
                replaces == null ? 1 : 2,
                "sha256:x",
                Instant.parse("2024-02-08T00:00:00Z"),
                false,
                replaces,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                null,
                JsonMapper.shared().readTree("{}"));
    }

    private static final Superior CITY = new Superior("210900-gov", AgencyLevel.CITY);
    private static final Superior PROVINCE = new Superior("210000-gov", AgencyLevel.PROVINCE);

    private Review opened(String replaces) {
        String id = UUID.randomUUID().toString();
        reviews.open(List.of(accepted(id, replaces, CITY, PROVINCE)));
        return reviews.find(id).orElseThrow();
    }

    private static Decision decision(Review review, Kind kind) {
        return new Decision(
                kind,
                review.level(),
                review.deciding().orElseThrow().agency(),
                "somebody",
                null,
                kind == Kind.RETURN ? List.of(new Item("/title", "X", null)) : List.of(),
                kind == Kind.RETURN ? LocalDate.of(2024, 3, 1) : null,
                review.digest(),
                review.version(),
                Instant.parse("2024-02-09T00:00:00Z"),
                null);
    }

    @Test
    void an_event_that_comes_twice_opens_one_review_and_undoes_no_decision() {
        String id = UUID.randomUUID().toString();
        reviews.open(List.of(accepted(id, null, CITY, PROVINCE)));
        Review first = reviews.find(id).orElseThrow();
        assertThat(reviews.pass(first, decision(first, Kind.PASS), Below.NOTHING))
                .isPresent();
        String other = UUID.randomUUID().toString();
        reviews.open(List.of(accepted(id, null, CITY, PROVINCE), accepted(other, null, CITY, PROVINCE)));
        assertThat(reviews.find(other)).isPresent();
        assertThat(reviews.find(id).orElseThrow().level()).isEqualTo(AgencyLevel.PROVINCE);
    }

    @Test
    void of_many_decisions_on_one_version_one_is_taken() throws Exception {
        Review seen = opened(null);
        List<Future<Optional<Review>>> answers = new ArrayList<>();
        try (ExecutorService reviewers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                Kind kind = i % 2 == 0 ? Kind.PASS : Kind.RETURN;
                answers.add(reviewers.submit(() -> kind == Kind.PASS
                        ? reviews.pass(seen, decision(seen, kind), Below.NOTHING)
                        : reviews.sendBack(seen, decision(seen, kind))));
            }
        }
        int taken = 0;
        for (Future<Optional<Review>> answer : answers) {
            taken += answer.get().isPresent() ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
        assertThat(reviews.find(seen.submission()).orElseThrow().decisions()).hasSize(1);
    }

    @Test
    void a_correction_goes_back_to_the_level_that_returned_it() {
        Review review = opened(null);
        reviews.pass(review, decision(review, Kind.PASS), Below.NOTHING);
        Review atProvince = reviews.find(review.submission()).orElseThrow();
        assertThat(reviews.sendBack(atProvince, decision(atProvince, Kind.RETURN)))
                .isPresent();
        Review correction = opened(review.submission());
        assertThat(correction.round()).isEqualTo(2);
        assertThat(correction.level()).isEqualTo(AgencyLevel.PROVINCE);
    }

    @Test
    void one_that_was_replaced_while_it_waited_begins_at_the_first_level_again() {
        Review review = opened(null);
        reviews.pass(review, decision(review, Kind.PASS), Below.NOTHING);
        reviews.withdraw(review.submission(), "its-correction");
        assertThat(reviews.find(review.submission()).orElseThrow().status()).isEqualTo(ReviewStatus.WITHDRAWN);
        assertThat(opened(review.submission()).level()).isEqualTo(AgencyLevel.CITY);
    }

    @Test
    void every_step_is_in_the_trail_and_chained() {
        Review review = opened(null);
        reviews.pass(review, decision(review, Kind.PASS), Below.NOTHING);
        Review atProvince = reviews.find(review.submission()).orElseThrow();
        reviews.sendBack(atProvince, decision(atProvince, Kind.RETURN));
        reviews.withdraw(review.submission(), "its-correction");
        reviews.withdraw(review.submission(), null);
        reviews.withdraw(review.submission(), null);
        Trail trail = reviews.trail(review.submission()).orElseThrow();
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.steps()).extracting(TrailStep::move).containsExactly("open", "pass", "return", "withdraw");
        assertThat(trail.head())
                .isEqualTo(reviews.find(review.submission()).orElseThrow().head());
        assertThat(trail.steps()
                        .get(2)
                        .changed()
                        .path("decision")
                        .path("digest")
                        .asString())
                .isEqualTo(review.digest());
    }

    @Test
    void one_whom_nobody_stands_above_is_approved_at_once() {
        String id = UUID.randomUUID().toString();
        reviews.open(List.of(accepted(id, null)));
        assertThat(reviews.find(id).orElseThrow().status()).isEqualTo(ReviewStatus.APPROVED);
    }

    @Test
    void a_list_shows_what_an_agency_may_see_and_who_is_to_decide() {
        Review review = opened(null);
        assertThat(reviews.list("210900-gov", null, AgencyLevel.CITY, ReviewStatus.WAITING, null, null, 500))
                .extracting(Review::submission)
                .contains(review.submission());
        assertThat(reviews.list("210900-gov", null, AgencyLevel.PROVINCE, ReviewStatus.WAITING, null, null, 500))
                .extracting(Review::submission)
                .doesNotContain(review.submission());
        assertThat(reviews.list("210200-gov", null, null, null, null, null, 500))
                .isEmpty();
    }

    @Test
    void the_queue_and_its_oldest_are_measured() {
        opened(null);
        assertThat(meters.get("huikan.reviews.waiting").gauge().value()).isPositive();
        // all were received in February 2024
        assertThat(meters.get("huikan.reviews.oldest.waiting").gauge().value())
                .isGreaterThan(Duration.ofDays(365).toSeconds());
    }

    @Test
    void a_list_goes_on_behind_its_last_page_whatever_was_asked_for() {
        opened(null);
        opened(null);
        for (String seenBy : Arrays.asList("210000-gov", null)) {
            for (ReviewStatus status : Arrays.asList(ReviewStatus.WAITING, null)) {
                for (AgencyLevel level : Arrays.asList(AgencyLevel.CITY, null)) {
                    for (String cycle : Arrays.asList("annual-2023", null)) {
                        Review first = reviews.list(seenBy, null, level, status, cycle, null, 1)
                                .getFirst();
                        assertThat(reviews.list(seenBy, "210900-gov", level, status, cycle, Reviews.rank(first), 500))
                                .extracting(Reviews::rank)
                                .isNotEmpty()
                                .isSorted()
                                .doesNotContain(Reviews.rank(first));
                    }
                }
            }
        }
    }
}
