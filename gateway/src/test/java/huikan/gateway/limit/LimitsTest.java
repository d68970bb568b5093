package huikan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.gateway.limit.LimitSettings.Rate;
import huikan.gateway.limit.RateLimit.Answer;
import huikan.service.problem.ProblemException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LimitsTest {

    private static final Rate NONE = new Rate(0, 0);
    private static final DataSize ROOM = DataSize.ofMegabytes(1);

    @Test
    void a_client_has_its_burst_and_is_then_told_when_to_come_again() {
        RateLimit limit = new RateLimit("requests", new Rate(1, 3));
        for (int left = 2; left >= 0; left--) {
            Answer answer = limit.take("a");
            assertThat(answer.allowed()).isTrue();
            assertThat(answer.left()).isEqualTo(left);
        }
        Answer refused = limit.take("a");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.again().toMillis()).isBetween(1L, 1_000L);
        assertThat(limit.state(refused)).isEqualTo("\"requests\";r=0;t=1");
        assertThat(limit.policy()).isEqualTo("\"requests\";q=3;w=3");
        assertThat(limit.take("b").allowed())
                .as("another client has a bucket of its own")
                .isTrue();
    }

    @Test
    void a_burst_below_the_rate_is_refused_with_the_numbers() {
        assertThatThrownBy(
                        () -> new LimitSettings(new Rate(10, 5), NONE, NONE, 1, 1, ROOM, DataSize.ofKilobytes(1), 100))
                .hasMessage("huikan.limits.requests.burst must be a number from 10 on; it is 5");
        assertThatThrownBy(
                        () -> new LimitSettings(NONE, NONE, new Rate(-1, 5), 1, 1, ROOM, DataSize.ofKilobytes(1), 100))
                .hasMessageStartingWith("huikan.limits.tokens.per-second must be");
    }

    @Test
    void filings_are_counted_by_login_and_not_at_all_when_the_limit_is_off() {
        FilingLimits limits = new FilingLimits(
                new LimitSettings(NONE, new Rate(1, 2), NONE, 1, 1, ROOM, DataSize.ofKilobytes(1), 100));
        limits.count("a");
        limits.count("a");
        assertThatThrownBy(() -> limits.count("a")).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().kind().status()).isEqualTo(429);
            assertThat(refused.retryAfter()).isPositive();
        });
        limits.count("b");
        FilingLimits off =
                new FilingLimits(new LimitSettings(NONE, NONE, NONE, 1, 1, ROOM, DataSize.ofKilobytes(1), 100));
        for (int i = 0; i < 100; i++) {
            off.count("a");
        }
    }

    @Test
    void what_does_not_fit_beside_what_is_under_way_is_refused_at_once_and_fits_later() throws Exception {
        FilingLimits limits =
                new FilingLimits(new LimitSettings(NONE, NONE, NONE, 1, 1, ROOM, DataSize.ofBytes(100), 60));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<String> slow = other.submit(() -> limits.within("a", 50, () -> {
                inside.countDown();
                leave.await();
                return "taken";
            }));
            inside.await();
            assertThat(limits.<String>within("a", 10, () -> "fits")).isEqualTo("fits");
            assertThat(limits.<String>within("b", 50, () -> "fits")).isEqualTo("fits");
            assertThatThrownBy(() -> limits.within("a", 11, () -> "more than its share"))
                    .isInstanceOfSatisfying(ProblemException.class, refused -> {
                        assertThat(refused.problem()).isEqualTo(LimitProblem.TOO_MANY_UNDER_WAY);
                        assertThat(refused.retryAfter()).isPositive();
                    });
            assertThatThrownBy(() -> limits.within("b", 51, () -> "does not"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isEqualTo(LimitProblem.OVERLOADED));
            leave.countDown();
            assertThat(slow.get()).isEqualTo("taken");
        }
        assertThat(limits.<String>within("a", 1_000_000, () -> "one larger than all may go alone"))
                .isNotNull();
    }
}
