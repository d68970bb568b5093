package huikan.trail;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TrailTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static Trail trail(String id, int length) {
        List<TrailStep> steps = new ArrayList<>();
        String previous = TrailStep.origin("findings", id);
        for (int n = 1; n <= length; n++) {
            Made made = new Made("progress", "somebody", n % 2 == 0 ? null : "210902-gov", Instant.ofEpochSecond(n));
            TrailStep step = TrailStep.after(
                    n,
                    previous,
                    made,
                    n == 1 ? null : "RECTIFYING",
                    "RECTIFYING",
                    JSON.createObjectNode().put("percent", n).putNull("went"));
            steps.add(step);
            previous = step.hash();
        }
        return Trail.of("findings", id, steps);
    }

    private static Trail with(Trail trail, List<TrailStep> steps) {
        return new Trail(trail.kind(), trail.id(), trail.head(), steps);
    }

    @Test
    void a_trail_as_it_was_written_is_sound_also_after_it_was_exported() {
        assertThat(trail("a", 5).faults()).isEmpty();
        assertThat(trail("a", 0).faults()).isEmpty();
        Trail read = JSON.readValue(JSON.writeValueAsString(trail("a", 5)), Trail.class);
        assertThat(read).isEqualTo(trail("a", 5));
        assertThat(read.faults()).isEmpty();
    }

    @Test
    void a_missing_step_is_found_wherever_it_was() {
        for (int missing = 0; missing < 5; missing++) {
            List<TrailStep> steps = new ArrayList<>(trail("a", 5).steps());
            steps.remove(missing);
            assertThat(with(trail("a", 5), steps).faults())
                    .as("step %d", missing)
                    .isNotEmpty();
        }
    }

    @Test
    void two_steps_that_changed_places_are_found() {
        for (int first = 0; first < 4; first++) {
            List<TrailStep> steps = new ArrayList<>(trail("a", 5).steps());
            Collections.swap(steps, first, first + 1);
            assertThat(with(trail("a", 5), steps).faults()).isNotEmpty();
        }
    }

    @Test
    void a_change_of_any_field_is_found_and_so_is_one_with_a_hash_made_to_fit() {
        Trail sound = trail("a", 3);
        String json = JSON.writeValueAsString(sound);
        for (String[] change : new String[][] {
            {"\"by\":\"somebody\"", "\"by\":\"somebody else\""},
            {"\"percent\":2", "\"percent\":3"},
            {"\"went\":null", "\"gone\":null"},
            {"1970-01-01T00:00:02Z", "1970-01-01T00:00:02.001Z"},
            {"\"agency\":\"210902-gov\"", "\"agency\":null"}
        }) {
            String changed = json.replaceFirst(java.util.regex.Pattern.quote(change[0]), change[1]);
            assertThat(changed).isNotEqualTo(json);
            assertThat(JSON.readValue(changed, Trail.class).faults())
                    .as(change[0])
                    .isNotEmpty();
        }
        TrailStep second = sound.steps().get(1);
        TrailStep forged = TrailStep.after(
                2,
                second.previous(),
                new Made("progress", "nobody", null, second.at()),
                second.from(),
                second.to(),
                second.request());
        assertThat(with(
                                sound,
                                List.of(
                                        sound.steps().get(0),
                                        forged,
                                        sound.steps().get(2)))
                        .faults())
                .extracting(Trail.Fault::n)
                .containsExactly(3L);
    }

    @Test
    void the_trail_of_another_thing_is_not_taken() {
        Trail other = trail("b", 3);
        assertThat(new Trail("findings", "a", other.head(), other.steps()).faults())
                .isNotEmpty();
    }
}
