package huikan.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlankTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\r\n",
                "\u00a0",
                "\u3000\u200b",
                "\ufeff\u2060\u00ad",
                "\u2800",
                "\u3164\u115f\u1160\uffa0",
                "\u202e\u2029",
                "\ufe0f\u034f"
            })
    void what_shows_nothing_is_blank(String text) {
        assertThat(Blank.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"无", "\u200b0", "-", "\u3000。", "\ue001", "\ud840\udc00"})
    void whatever_can_be_read_is_not(String text) {
        assertThat(Blank.is(text)).isFalse();
    }

    @Test
    void no_text_is_blank() {
        assertThat(Blank.is(null)).isTrue();
    }
}
