package huikan.analytics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.analytics.rollup.Basis;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00.123Z");
    private static final List<Integer> ALL = List.of(1, 2, 3, 4, 5);

    @Test
    void all_pages_are_of_one_instant_and_end() {
        Turn first = Turn.of(null, 3, "ranking", "c", null, Basis.APPROVED);
        assertThat(first.page(ALL)).containsExactly(1, 2, 3);
        Turn second = Turn.of(first.next(ALL.size(), AT), 3, "ranking", "c", null, Basis.APPROVED);
        assertThat(second.at()).isEqualTo(AT);
        assertThat(second.page(ALL)).containsExactly(4, 5);
        assertThat(second.next(ALL.size(), AT)).isNull();
        String beyond = first.next(ALL.size(), AT).replaceFirst("^3", "999999999");
        assertThat(Turn.of(beyond, 3, "ranking", "c", null, Basis.APPROVED).page(ALL))
                .isEmpty();
    }

    @Test
    void the_cursor_of_another_question_is_refused() {
        String next = Turn.of(null, 3, "ranking", "c", Basis.APPROVED).next(ALL.size(), AT);
        assertThatThrownBy(() -> Turn.of(next, 3, "lineage", "c", Basis.APPROVED))
                .hasMessageContaining("\"next\" of the page before");
        assertThatThrownBy(() -> Turn.of(next, 3, "ranking", "c", Basis.REPORTED))
                .hasMessageContaining("\"next\" of the page before");
    }
}
