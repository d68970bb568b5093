package huikan.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.service.problem.ProblemException;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {

    private static final IdempotencyKey KEY = IdempotencyKey.of("k1");

    @Test
    void the_same_agency_key_and_body_give_the_same_id_at_every_gateway() {
        String id = IdempotencyKey.submissionId(KEY, "210902-gov", "sha256:a");
        assertThat(IdempotencyKey.submissionId(IdempotencyKey.of("k1"), "210902-gov", "sha256:a"))
                .isEqualTo(id);
        assertThat(id).matches("[0-9a-f]{32}");
    }

    @Test
    void another_agency_key_or_body_gives_another_id() {
        String id = IdempotencyKey.submissionId(KEY, "210902-gov", "sha256:a");
        assertThat(IdempotencyKey.submissionId(KEY, "210903-gov", "sha256:a")).isNotEqualTo(id);
        assertThat(IdempotencyKey.submissionId(KEY, "210902-gov", "sha256:b")).isNotEqualTo(id);
        assertThat(IdempotencyKey.submissionId(IdempotencyKey.of("k2"), "210902-gov", "sha256:a"))
                .isNotEqualTo(id);
        assertThat(IdempotencyKey.submissionId(null, "210902-gov", "sha256:a"))
                .isNotEqualTo(IdempotencyKey.submissionId(null, "210902-gov", "sha256:a"));
    }

    @Test
    void a_key_is_visible_ascii_of_at_most_200_characters() {
        assertThat(IdempotencyKey.of(null)).isNull();
        for (String bad : new String[] {"", "two words", "键", "x".repeat(201), "a\nb"}) {
            assertThatThrownBy(() -> IdempotencyKey.of(bad)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void each_line_of_a_batch_has_a_key_of_its_own() {
        assertThat(IdempotencyKey.ofLine(KEY, 1)).isNotEqualTo(IdempotencyKey.ofLine(KEY, 2));
        assertThat(IdempotencyKey.ofLine(null, 1)).isNull();
    }
}
