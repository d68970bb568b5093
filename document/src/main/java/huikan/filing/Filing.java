package huikan.filing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One filing whose shape is right. Whether its cycle, agency and indicators exist, and whether its figures agree with
 * each other, is not known yet.
 *
 * @param cycle the id of the cycle it answers, e.g. {@code annual-2023}
 * @param agency the code of the agency that files, e.g. {@code 210902-gov}
 * @param signedOn the date on the document, Asia/Shanghai
 * @param explanations 情况说明 by rule code
 * @param attachments digests of uploaded files
 * @param replaces the id of the submission that this one corrects
 * @param reason why it is corrected
 */
public record Filing(
        String cycle,
        String agency,
        @Nullable String title,
        @Nullable String signedBy,
        @Nullable LocalDate signedOn,
        List<Section> sections,
        Figures indicators,
        Map<String, String> explanations,
        List<String> attachments,
        @Nullable String replaces,
        @Nullable String reason) {

    /** The parts that the law asks of an annual report, and anything else. */
    public enum SectionKind {
        MEASURES_RESULTS,
        SHORTCOMINGS,
        LEADERSHIP_DUTY,
        NEXT_YEAR,
        OTHER
    }

    /** One part of the report's text. */
    public record Section(SectionKind kind, @Nullable String heading, String text) {}

    /**
     * The cells, by indicator code.
     *
     * @param own 本级, the agency's own
     * @param consolidated 含下级, as the agency states it; never added into a rollup
     * @param byLevel what the agency states of the levels below it, by level name
     */
    public record Figures(
            Map<String, Figure> own, Map<String, Figure> consolidated, Map<String, Map<String, Figure>> byLevel) {}
}
