package huikan.review.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.service.problem.HttpProblem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Instant NOON = Instant.parse("2042-01-08T04:00:00Z");

    private final List<String> handled = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    /** Three are due; one waits for the broker, one is broken. */
    private final class Items implements DueItems {
        private final Instant known;

        Items(Instant known) {
            this.known = known;
        }

        @Override
        public String kind() {
            return "things";
        }

        @Override
        public List<String> due(Instant now, int most) {
            return now.isBefore(NOON)
                    ? List.of()
                    : List.of("waits", "is broken", "is well").subList(0, most);
        }

        @Override
        public Instant known() {
            return known;
        }

        @Override
        public void goOff(String id, Instant now) {
            switch (id) {
                case "waits" -> throw HttpProblem.UNAVAILABLE.because("The broker is away.");
                case "is broken" -> throw new IllegalStateException(id);
                default -> handled.add(id);
            }
        }

        @Override
        public void rearm(Instant now, BiConsumer<String, RuntimeException> unused) {}

        @Override
        public void failed(String id, Instant now, Instant again) {
            failed.add(id);
        }

        @Override
        public long failing() {
            return failed.size();
        }
    }

    private int goOff(Instant known, int most) {
        return new Deadlines(new Items(known), new SimpleMeterRegistry()).goOff(NOON, most);
    }

    @Test
    void what_waits_for_the_broker_has_not_failed_and_is_no_reason_to_look_again_at_once() {
        assertThat(goOff(Instant.MAX, 3)).as("fewer than asked for").isEqualTo(2);
        assertThat(handled).containsExactly("is well");
        assertThat(failed).containsExactly("is broken");
    }

    @Test
    void what_came_after_all_that_is_known_has_to_wait() {
        assertThat(goOff(NOON.minusSeconds(1), 3)).isZero();
        assertThat(handled).isEmpty();
        assertThat(failed).isEmpty();
    }
}
