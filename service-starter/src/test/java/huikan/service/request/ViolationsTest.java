package huikan.service.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.service.problem.HttpProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViolationsTest {

    @ParameterizedTest
    @CsvSource({"1, Errors: 1.", "2, Errors: 2."})
    void one_error_and_several_are_counted_in_the_same_words(int count, String detail) {
        Violations violations = new Violations();
        for (int i = 0; i < count; i++) {
            violations.add("/a", "field.missing", "is required");
        }
        assertThatThrownBy(() -> violations.refuse(HttpProblem.STALE)).hasMessageContaining(detail);
    }
}
