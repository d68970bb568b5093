package huikan.filing;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.filing.FilingRead.Malformed;
import huikan.filing.FilingRead.Unreadable;
import huikan.filing.FilingRead.WellFormed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FilingReaderTest {

    private static FilingRead read(String body) {
        return FilingReader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String cells(String own) {
        return "{\"cycle\":\"annual-2023\",\"agency\":\"210902-gov\",\"indicators\":{\"own\":" + own + "}}";
    }

    @Test
    void the_order_of_fields_and_white_space_do_not_change_the_digest() {
        WellFormed one = (WellFormed) read("{\"cycle\":\"c\",\"agency\":\"210902-gov\",\"title\":\"法治\"}");
        WellFormed other =
                (WellFormed) read("{ \"title\" : \"\\u6cd5治\",\n\"agency\":\"210902-gov\", \"cycle\":\"c\" }");
        assertThat(other.digest()).isEqualTo(one.digest());
        assertThat(other.canonical()).isEqualTo("{\"agency\":\"210902-gov\",\"cycle\":\"c\",\"title\":\"法治\"}");
    }

    @Test
    void the_digest_is_the_sha_256_of_what_is_served_as_the_document() throws Exception {
        WellFormed read = (WellFormed) read(cells("{\"INS001\":670}"));
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(read.canonical().getBytes(StandardCharsets.UTF_8));
        assertThat(read.digest()).isEqualTo("sha256:" + HexFormat.of().formatHex(hash));
    }

    @Test
    void the_four_values_of_a_cell_are_told_apart() {
        Filing filing = ((WellFormed) read(cells("{\"A1\":0,\"A2\":670,\"A3\":\"N/A\",\"A4\":\"48.70\"}"))).filing();
        assertThat(filing.indicators().own())
                .containsEntry("A1", new Figure.Whole(0))
                .containsEntry("A2", new Figure.Whole(670))
                .containsEntry("A3", new Figure.NotApplicable())
                .containsEntry("A4", new Figure.Decimal(new BigDecimal("48.70")))
                .doesNotContainKey("A5");
    }

    @Test
    void the_largest_figure_is_what_the_canonical_form_carries_exactly() {
        assertThat(((WellFormed) read(cells("{\"A1\":9007199254740991}"))).canonical())
                .contains("9007199254740991");
        assertThat(((Malformed) read(cells("{\"A1\":9007199254740992}")))
                        .errors()
                        .getFirst()
                        .code())
                .isEqualTo("figure.too-large");
    }

    @Test
    void half_a_character_is_no_text() {
        assertThat(((Malformed) read("{\"cycle\":\"c\",\"agency\":\"210902-gov\",\"title\":\"\\ud800\"}"))
                        .errors()
                        .getFirst()
                        .code())
                .isEqualTo("text.not-unicode");
    }

    @Test
    void pointers_are_escaped() {
        Malformed read =
                (Malformed) read("{\"cycle\":\"c\",\"agency\":\"210902-gov\",\"explanations\":{\"a/b~c\":\"\"}}");
        assertThat(read.errors().getFirst().pointer()).isEqualTo("/explanations/a~1b~0c");
    }

    @Test
    void many_errors_do_not_make_an_endless_answer() {
        StringBuilder cells = new StringBuilder("{\"A0\":-1");
        for (int i = 1; i < 5_000; i++) {
            cells.append(",\"A").append(i).append("\":-1");
        }
        assertThat(((Malformed) read(cells(cells.append('}').toString()))).errors())
                .hasSize(200);
    }

    @Test
    void what_is_no_object_is_unreadable() {
        for (String body :
                new String[] {"", "null", "[]", "7", "{", "{\"a\":1,\"a\":2}", "{} x", "{\"a\":".repeat(99)}) {
            assertThat(read(body)).as(body).isInstanceOf(Unreadable.class);
        }
    }
}
