package huikan.service.problem;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @Test
    void the_version_that_was_seen_is_taken_and_another_is_not() {
        assertThatCode(() -> IfMatch.require("\"6\"", 6)).doesNotThrowAnyException();
        assertThatThrownBy(() -> IfMatch.require("\"5\"", 6)).hasMessageContaining("You saw \"5\", it is \"6\" now.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "W/\"6\"", "*", "abc"})
    void what_is_no_version_is_not_called_another_one(String header) {
        assertThatThrownBy(() -> IfMatch.require(header, 6)).hasMessageContaining("with its quotation marks");
    }
}
