package huikan.submission.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "2024年度报告.docx → 2024年度报告.docx",
                "../../etc/passwd → passwd",
                "C:\\Users\\me\\evidence.pdf → evidence.pdf",
                "'a\u202Efdp.exe' → afdp.exe",
                "'two\r\nlines.pdf' → twolines.pdf",
                "'what: \"this\"?.pdf' → 'what_ _this__.pdf'",
                "😀.png → 😀.png",
            })
    void what_is_left_of_a_name(String said, String kept) {
        assertThat(FileName.of(said)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "..", "folder/", "\u0000\u200b"})
    void of_some_nothing_is_left(String said) {
        assertThat(FileName.of(said)).isEmpty();
    }

    @Test
    void a_long_name_keeps_its_ending_and_whole_characters() {
        String kept = FileName.of("报告😀".repeat(100) + ".pdf").orElseThrow();
        assertThat(kept).endsWith(".pdf").startsWith("报告😀报告😀").doesNotContain("\ufffd");
        assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(250, 255);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "attachment; filename=\"plain.pdf\" → plain.pdf",
                "attachment; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf → 报告.pdf",
                "inline →",
                "attachment; filename*=UTF-8''%zz →",
                "; →",
            })
    void the_header_that_a_client_sends(String header, String name) {
        assertThat(FileName.ofDisposition(header).orElse(null)).isEqualTo(name);
    }

    @Test
    void what_a_browser_is_told_comes_back() {
        assertThat(FileName.ofDisposition(FileName.disposition(FileName.of("报告 \"1\".pdf"))))
                .contains("报告 _1_.pdf");
        assertThat(FileName.ofDisposition(FileName.disposition(FileName.of(null))))
                .isEmpty();
    }
}
