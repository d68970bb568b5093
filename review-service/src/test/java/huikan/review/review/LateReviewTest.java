package huikan.review.review;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.Superior;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of a level that is late, the one above it hears, and not the first one again. */
class LateReviewTest {

    private static Review at(int level) {
        return ReviewBuilder.builder()
                .submission("x")
                .cycle("annual-2023")
                .agency("210902-gov")
                .digest("sha256:x")
                .levels(List.of(
                        new Superior("210900-gov", AgencyLevel.CITY), new Superior("210000-gov", AgencyLevel.PROVINCE)))
                .at(level)
                .status(ReviewStatus.WAITING)
                .dueOn(LocalDate.of(2024, 3, 1))
                .decisions(List.of())
                .publication(Publication.NONE)
                .receivedAt(Instant.EPOCH)
                .filed(new Filed(List.of(), null, List.of(), 0))
                .head("")
                .build();
    }

    @Test
    void a_city_that_is_late_is_made_known_to_the_province() {
        assertThat(at(0).unit()).isEqualTo("210900-gov");
        assertThat(at(0).overseers()).containsExactly("210000-gov");
    }

    @Test
    void a_province_that_is_late_is_not_made_known_to_the_city() {
        assertThat(at(1).unit()).isEqualTo("210000-gov");
        assertThat(at(1).overseers()).containsExactly("210000-gov");
    }
}
