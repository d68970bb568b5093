package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartLimitTest {

    private final RestartLimit restarts = new RestartLimit();

    @Test
    void a_suite_that_is_up_for_months_may_see_many_of_its_parts_end() {
        for (int day = 0; day < 100; day++) {
            assertThat(restarts.allows(Duration.ofDays(day))).as("day %s", day).isTrue();
        }
    }

    @Test
    void one_more_than_may_be_within_the_time_is_one_too_many() {
        for (int second = 0; second < RestartLimit.MOST; second++) {
            assertThat(restarts.allows(Duration.ofSeconds(second))).isTrue();
        }
        assertThat(restarts.allows(RestartLimit.WITHIN.minusNanos(1))).isFalse();
        assertThat(restarts.allows(RestartLimit.WITHIN))
                .as("the first is forgotten")
                .isTrue();
        assertThat(restarts.allows(RestartLimit.WITHIN)).as("the second is not").isFalse();
    }
}
