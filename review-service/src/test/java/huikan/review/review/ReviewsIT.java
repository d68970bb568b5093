package huikan.review.review;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import huikan.review.review.ReviewRequests.ItemRequest;
import huikan.review.review.ReviewRequests.Pass;
import huikan.review.review.ReviewRequests.Return;
import huikan.review.testing.AcceptedFiling;
import huikan.review.workflow.Cases;
import huikan.review.workflow.ListCursor;
import huikan.review.workflow.Person;
import huikan.review.workflow.Selection;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.testing.Infrastructure;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

@SpringBootTest
class ReviewsIT {

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry properties) {
        Infrastructure.register(properties);
    }

    @Autowired
    Reviews reviews;

    @Autowired
    Cases<Review, ReviewStatus> cases;

    @Autowired
    MeterRegistry meters;

    private static SubmissionAccepted accepted(String id, String replaces, Superior... path) {
        return AcceptedFiling.under(path).id(id).replaces(replaces).event();
    }

    private static final Superior CITY = new Superior("210900-gov", AgencyLevel.CITY);
    private static final Superior PROVINCE = new Superior("210000-gov", AgencyLevel.PROVINCE);

    private Review opened(String replaces) {
        String id = UUID.randomUUID().toString();
        reviews.open(List.of(accepted(id, replaces, CITY, PROVINCE)));
        return reviews.find(id).orElseThrow();
    }

    private Optional<Review> pass(Review seen) {
        return cases.moveBySuite(seen, "pass", new Pass(null, null), by(seen));
    }

    private Optional<Review> sendBack(Review seen) {
        Return request = new Return(
                null, List.of(new ItemRequest("/title", "X", null)), LocalDate.of(2024, 3, 1), seen.digest());
        return cases.moveBySuite(seen, "return", request, by(seen));
    }

    private static Person by(Review seen) {
        return new Person("somebody", seen.deciding().orElseThrow().agency());
    }

    @Test
    void an_event_that_comes_twice_opens_one_review_and_undoes_no_decision() {
        String id = UUID.randomUUID().toString();
        reviews.open(List.of(accepted(id, null, CITY, PROVINCE)));
        Review first = reviews.find(id).orElseThrow();
        assertThat(pass(first)).isPresent();
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
                boolean passes = i % 2 == 0;
                answers.add(reviewers.submit(() -> passes ? pass(seen) : sendBack(seen)));
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
        pass(review);
        Review atProvince = reviews.find(review.submission()).orElseThrow();
        assertThat(sendBack(atProvince)).isPresent();
        Review correction = opened(review.submission());
        assertThat(correction.round()).isEqualTo(2);
        assertThat(correction.level()).isEqualTo(AgencyLevel.PROVINCE);
    }

    @Test
    void one_that_was_replaced_while_it_waited_begins_at_the_first_level_again() {
        Review review = opened(null);
        pass(review);
        reviews.withdraw(review.submission(), "its-correction");
        assertThat(reviews.find(review.submission()).orElseThrow().status()).isEqualTo(ReviewStatus.WITHDRAWN);
        assertThat(opened(review.submission()).level()).isEqualTo(AgencyLevel.CITY);
    }

    @Test
    void every_step_is_in_the_trail_and_chained() {
        Review review = opened(null);
        pass(review);
        Review atProvince = reviews.find(review.submission()).orElseThrow();
        sendBack(atProvince);
        reviews.withdraw(review.submission(), "its-correction");
        reviews.withdraw(review.submission(), null);
        reviews.withdraw(review.submission(), null);
        Trail trail = cases.store().steps().trail(review.submission()).orElseThrow();
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.steps()).extracting(TrailStep::move).containsExactly("open", "pass", "return", "withdraw");
        assertThat(trail.head())
                .isEqualTo(reviews.find(review.submission()).orElseThrow().head());
        assertThat(trail.steps().get(2).request().path("digest").asString()).isEqualTo(review.digest());
    }

    @Test
    void one_whom_nobody_stands_above_is_approved_at_once() {
        String id = UUID.randomUUID().toString();
        reviews.open(List.of(accepted(id, null)));
        assertThat(reviews.find(id).orElseThrow().status()).isEqualTo(ReviewStatus.APPROVED);
    }

    private static Caller caller(String agency) {
        return agency == null ? new Caller("admin", null, Role.ADMIN) : new Caller(agency, agency, Role.REVIEWER);
    }

    private List<Review> list(
            String seenBy, String under, AgencyLevel level, ReviewStatus status, String after, int most) {
        Selection selection = Selection.of(caller(seenBy))
                .under(under)
                .where("level", level == null ? null : level.name())
                .status(status);
        return cases.store().list(selection, ListCursor.OPENED, after, most).cases();
    }

    @Test
    void a_list_shows_what_an_agency_may_see_and_who_is_to_decide() {
        Review review = opened(null);
        assertThat(list("210900-gov", null, AgencyLevel.CITY, ReviewStatus.WAITING, null, 500))
                .extracting(Review::submission)
                .contains(review.submission());
        assertThat(list("210900-gov", null, AgencyLevel.PROVINCE, ReviewStatus.WAITING, null, 500))
                .extracting(Review::submission)
                .doesNotContain(review.submission());
        assertThat(list("210200-gov", null, null, null, null, 500)).isEmpty();
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
                    Review first = list(seenBy, null, level, status, null, 1).getFirst();
                    String cursor = ListCursor.OPENED.of(first);
                    assertThat(list(seenBy, "210900-gov", level, status, cursor, 500))
                            .extracting(ListCursor.OPENED::of)
                            .isNotEmpty()
                            .isSorted()
                            .doesNotContain(cursor);
                }
            }
        }
    }
}
