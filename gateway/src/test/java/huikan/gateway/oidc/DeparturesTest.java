package huikan.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.key.KeysIn;
import huikan.gateway.testing.MovableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeparturesTest {

    private static final String STATE = "the-state";
    private static final Departure DEPARTURE =
            new Departure(STATE, "http://here/back", "the-nonce", "the-verifier", "/next", "zh");

    @TempDir
    Path folder;

    @TempDir
    Path another;

    private final MovableClock clock = new MovableClock();
    private Departures departures;
    private String kept;

    @BeforeEach
    void aGateway() {
        departures = new Departures(KeysIn.folder(folder), clock);
        kept = departures.seal(DEPARTURE);
    }

    @Test
    void a_gateway_with_the_same_keys_opens_it() {
        assertThat(new Departures(KeysIn.folder(folder), clock).open(kept, STATE))
                .hasValue(DEPARTURE);
    }

    @Test
    void one_with_other_keys_does_not() {
        assertThat(new Departures(KeysIn.folder(another), clock).open(kept, STATE))
                .isEmpty();
    }

    @Test
    void it_is_of_one_state() {
        assertThat(departures.open(kept, "another-state")).isEmpty();
    }

    @Test
    void it_lives_ten_minutes() {
        clock.forward(Departure.LIFE.minusSeconds(30));
        assertThat(departures.open(kept, STATE)).isPresent();
        clock.forward(Departure.LIFE);
        assertThat(departures.open(kept, STATE)).isEmpty();
    }

    @Test
    void what_was_changed_is_not_taken() {
        int place = kept.length() - 40;
        char other = kept.charAt(place) == 'A' ? 'B' : 'A';
        String changed = kept.substring(0, place) + other + kept.substring(place + 1);
        assertThat(departures.open(changed, STATE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c.d.e", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA"})
    void what_was_never_ours_is_not_taken(String forged) {
        assertThat(departures.open(forged, STATE)).isEmpty();
    }
}
