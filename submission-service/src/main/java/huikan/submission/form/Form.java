package huikan.submission.form;

import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.events.Superior;
import huikan.filing.Filing.SectionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be filed.
 *
 * @param titleEn the title in English
 * @param line which superiors review it and roll it up
 * @param required indicator codes that must be filled
 * @param sections that the law asks of its text; none where it has none
 * @param indicators codes that may be; {@code *} for every one of the list
 * @param rules codes that are checked; {@code *} for every one that fits
 * @param countersigned 会签: the review levels at which two people pass it; none where it is left out
 * @param signOff 签发: whether a draft is filed only when somebody other than its last writer signed it off; not where it is left out
 */
public record Form(
        String id,
        String title,
        String titleEn,
        Line line,
        List<String> required,
        List<SectionKind> sections,
        List<String> indicators,
        List<String> rules,
        @Nullable List<AgencyLevel> countersigned,
        @Nullable Boolean signOff) {

    private static final int COUNTERSIGNED = 2;

    public boolean has(String indicator) {
        return indicators.contains("*") || indicators.contains(indicator);
    }

    public boolean needsSignOff() {
        return Boolean.TRUE.equals(signOff);
    }

    /** Those who review it, with the signatures that each gives. */
    public List<Superior> levels(List<Superior> path) {
        return path.stream()
                .map(one -> countersigned != null && countersigned.contains(one.level())
                        ? new Superior(one.agency(), one.level(), COUNTERSIGNED)
                        : one)
                .toList();
    }
}
