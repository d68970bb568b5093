package huikan.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.service.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final long SECOND = 1_000_000_000L;

    private static final String MUCH = "much";

    private final Backlog backlog = new Backlog(Duration.ofSeconds(10));

    /** Filings of one login come at 100 a second, and are settled at 40. */
    private void load(int seconds) {
        for (int at = 0; at <= seconds; at++) {
            backlog.seen(at * SECOND, at * 100L, at * 40L);
            for (int i = 0; i < 100; i++) {
                backlog.sent(MUCH);
            }
        }
    }

    @Test
    void it_is_as_old_as_the_oldest_that_is_not_settled() {
        assertThat(backlog.age()).isZero();
        load(10);
        // 400 of 1 000 are settled: all that was there at the fourth second
        assertThat(backlog.age()).isEqualTo(Duration.ofSeconds(6));
        assertThatCode(() -> backlog.refuseWhenOld(MUCH)).doesNotThrowAnyException();
    }

    @Test
    void what_comes_when_it_is_too_old_is_asked_to_come_when_it_is_worked_off() {
        load(20);
        assertThat(backlog.age()).isEqualTo(Duration.ofSeconds(12));
        assertThatThrownBy(() -> backlog.refuseWhenOld(MUCH))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(IntakeProblem.BACKLOG);
                    // 1 200 wait, and 40 a second are settled
                    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(30));
                });
        backlog.seen(25 * SECOND, 2_000, 2_000);
        assertThat(backlog.isQuiet()).isTrue();
        assertThatCode(() -> backlog.refuseWhenOld(MUCH)).doesNotThrowAnyException();
    }

    @Test
    void where_nothing_is_settled_one_comes_again_in_a_minute_and_without_a_bound_everything_is_taken() {
        Backlog without = new Backlog(Duration.ZERO);
        for (int at = 0; at <= 100; at++) {
            backlog.sent(MUCH);
            without.sent(MUCH);
            backlog.seen(at * SECOND, 5 + at, 5);
            without.seen(at * SECOND, 5 + at, 5);
        }
        assertThatThrownBy(() -> backlog.refuseWhenOld(MUCH))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
        assertThatCode(() -> without.refuseWhenOld(MUCH)).doesNotThrowAnyException();
    }

    @Test
    void who_files_now_and_then_is_taken_also_while_somebody_elses_filings_wait() {
        load(20);
        backlog.sent("office");
        assertThatCode(() -> backlog.refuseWhenOld("office")).doesNotThrowAnyException();
        assertThatThrownBy(() -> backlog.refuseWhenOld(MUCH)).isInstanceOf(ProblemException.class);
    }

    @Test
    void what_comes_after_a_quiet_time_is_not_as_old_as_that() {
        load(0);
        backlog.seen(3_600 * SECOND, 500, 10);
        assertThat(backlog.age()).isZero();
        assertThatCode(() -> backlog.refuseWhenOld(MUCH)).doesNotThrowAnyException();
        backlog.seen(3_601 * SECOND, 500, 20);
        assertThat(backlog.age()).isEqualTo(Duration.ofSeconds(1));
    }
}
