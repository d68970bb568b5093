package huikan.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static List<String> lines(String text, int longest) throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
        List<String> read = new ArrayList<>();
        Lines.Line line;
        while ((line = lines.next()) != null) {
            read.add(
                    line.isTooLong()
                            ? "TOO LONG"
                            : line.isBlank() ? "BLANK" : new String(line.bytes(), StandardCharsets.UTF_8));
        }
        return read;
    }

    @Test
    void lines_are_read_with_and_without_a_last_end() throws IOException {
        assertThat(lines("a\nb", 9)).containsExactly("a", "b");
        assertThat(lines("a\nb\n", 9)).containsExactly("a", "b");
        assertThat(lines("", 9)).isEmpty();
        assertThat(lines("\n \r\n法", 9)).containsExactly("BLANK", "BLANK", "法");
    }

    @Test
    void a_line_over_the_limit_is_passed_over_and_the_next_is_read() throws IOException {
        assertThat(lines("1234\n12345\n1", 4)).containsExactly("1234", "TOO LONG", "1");
    }
}
