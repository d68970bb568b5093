package huikan.submission.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.events.Line;
import huikan.service.problem.ProblemException;
import huikan.submission.form.Form;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No form that is shipped wants a sign-off. */
class DraftRulesTest {

    private static final Draft WRITTEN =
            Draft.empty("c", "1-gov").with(Map.of("/title", "\"x\""), "zhang", Instant.EPOCH);

    private static Form form(@Nullable Boolean signOff) {
        return new Form(
                "f",
                1,
                "f",
                "f",
                Line.TERRITORY,
                List.of(),
                List.of(),
                List.of("*"),
                List.of(),
                null,
                null,
                null,
                signOff,
                null,
                null,
                null);
    }

    @Test
    void where_the_form_wants_it_a_draft_is_filed_only_as_it_was_signed_off() {
        assertThatCode(() -> DraftRules.requireFileable(WRITTEN, form(null))).doesNotThrowAnyException();
        assertThatCode(() -> DraftRules.requireFileable(WRITTEN, form(false))).doesNotThrowAnyException();
        assertThatThrownBy(() -> DraftRules.requireFileable(WRITTEN, form(true)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(DraftProblem.NOT_SIGNED));
        Draft signed = WRITTEN.signedOff("li", Instant.EPOCH);
        assertThatCode(() -> DraftRules.requireFileable(signed, form(true))).doesNotThrowAnyException();
        Draft written = signed.with(Map.of("/title", "\"y\""), "zhang", Instant.EPOCH);
        assertThatThrownBy(() -> DraftRules.requireFileable(written, form(true)))
                .isInstanceOf(ProblemException.class);
    }
}
