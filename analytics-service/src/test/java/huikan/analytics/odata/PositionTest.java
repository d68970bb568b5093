package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    private static final EntityType FIGURE = EntitySet.FIGURES.type();

    @Test
    void a_row_covers_itself_and_all_before_it() {
        Position row = new Position(List.of("b", "m", "x"));
        assertThat(row.covers(List.of("b", "m", "x"))).isTrue();
        assertThat(row.covers(List.of("b", "m", "w"))).isTrue();
        assertThat(row.covers(List.of("a", "z", "z"))).isTrue();
        assertThat(row.covers(List.of("a"))).as("all of a piece before it").isTrue();
        assertThat(row.covers(List.of("b", "m"))).as("the piece it is in").isFalse();
        assertThat(row.covers(List.of("b", "m", "y"))).isFalse();
        assertThat(row.covers(List.of("b", "n"))).isFalse();
    }

    @Test
    void the_key_of_a_piece_covers_all_its_rows() {
        Position piece = new Position(List.of("b", "m"));
        assertThat(piece.covers(List.of("b", "m"))).isTrue();
        assertThat(piece.covers(List.of("b", "m", "z"))).isTrue();
        assertThat(piece.covers(List.of("b"))).isFalse();
        assertThat(piece.covers(List.of("b", "n", "a"))).isFalse();
        assertThat(Position.BEGIN.covers(List.of("a"))).isFalse();
    }

    @Test
    void a_token_is_read_back() {
        Position position = new Position(List.of("o'clock 中文", "210900-gov", "APPROVED"));
        assertThat(Position.of(position.token(), FIGURE)).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"1\",\"2\",\"3\",\"4\",\"5\"]", "[null]", "{}", "7", "[", "", "[[\"a\"]]", "null"})
    void a_token_of_another_form_is_refused(String json) {
        String token = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Position.of(token, FIGURE)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Position.of("%" + json, FIGURE)).isInstanceOf(ProblemException.class);
    }
}
