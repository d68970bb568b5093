package huikan.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.analytics.rollup.RollupChanges.Changed;
import huikan.analytics.stream.Subscription.Change;
import huikan.analytics.stream.Subscription.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final Subscription subscription = new Subscription("reader", "210900-gov", 3);
    private final List<Delivery> delivered = new ArrayList<>();
    private int silences;

    private static Changed changed(String agency, String above, long offset) {
        return new Changed("annual-2023", agency, List.of(agency, above, "210000-gov"), 0, offset);
    }

    private static StreamPosition at(long offset) {
        return new StreamPosition(new TreeMap<>(java.util.Map.of(0, offset)));
    }

    private void tell(long offset, String... agencies) {
        subscription.tell(
                List.of(agencies).stream()
                        .map(agency -> changed(agency, "210900-gov", offset))
                        .toList(),
                at(offset));
    }

    /** Reads until nothing came for a moment. */
    private void read() throws IOException, InterruptedException {
        assertThatThrownBy(() -> subscription.serve(
                        new Subscription.Reader() {
                            @Override
                            public void deliver(Delivery delivery) {
                                delivered.add(delivery);
                            }

                            @Override
                            public void keepAlive() throws IOException {
                                silences++;
                                throw new IOException("gone");
                            }
                        },
                        SHORT,
                        Duration.ofMinutes(1)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_slow_reader_is_told_of_each_rollup_once_however_often_it_changed() throws Exception {
        tell(1, "210902-gov");
        tell(2, "210903-gov", "210902-gov");
        read();
        assertThat(delivered)
                .containsExactly(new Delivery(
                        java.util.Set.of(
                                new Change("annual-2023", "210902-gov"), new Change("annual-2023", "210903-gov")),
                        false,
                        at(2)));
        assertThat(silences).isEqualTo(1);
    }

    @Test
    void a_reader_that_takes_too_little_is_told_to_ask_anew_and_keeps_no_memory() throws Exception {
        tell(5, IntStream.range(0, 4).mapToObj(i -> "21090" + i + "-gov").toArray(String[]::new));
        tell(6, "210902-gov");
        read();
        assertThat(delivered).singleElement().satisfies(one -> {
            assertThat(one.all()).isTrue();
            assertThat(one.changes()).isEmpty();
            assertThat(one.position()).isEqualTo(at(6));
        });
        tell(7, "210902-gov");
        read();
        assertThat(delivered.getLast().all()).isFalse();
        assertThat(delivered.getLast().changes()).hasSize(1);
    }

    @Test
    void one_that_is_ended_is_served_no_longer() throws Exception {
        tell(1, "210902-gov");
        subscription.end();
        subscription.serve(
                new Subscription.Reader() {
                    @Override
                    public void deliver(Delivery delivery) {
                        delivered.add(delivery);
                    }

                    @Override
                    public void keepAlive() {
                        silences++;
                    }
                },
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
        assertThat(delivered).isEmpty();
        assertThat(silences).isZero();
    }

    @Test
    void nobody_is_told_of_what_is_not_below_him() throws Exception {
        subscription.tell(List.of(changed("211002-gov", "211000-gov", 1)), at(1));
        read();
        assertThat(delivered)
                .singleElement()
                .satisfies(one -> assertThat(one.changes()).isEmpty());
    }

    @Test
    void a_position_is_read_as_it_was_told() {
        StreamPosition position = new StreamPosition(new TreeMap<>(java.util.Map.of(0, 105L, 3, 7L)));
        assertThat(position.id()).isEqualTo("0-105.3-7");
        assertThat(StreamPosition.of(position.id())).isEqualTo(position);
        assertThat(StreamPosition.of("")).isNull();
        for (String wrong : List.of("x", "0", "0-", "0-1.", "0--1", "0-9999999999999999999", "999999-1", "0-1,1-2")) {
            assertThatThrownBy(() -> StreamPosition.of(wrong)).hasMessageContaining("Last-Event-ID");
        }
    }
}
