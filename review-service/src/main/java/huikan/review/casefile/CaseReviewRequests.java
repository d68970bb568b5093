package huikan.review.casefile;

import huikan.draw.Candidate;
import huikan.review.casefile.Standard.Criterion;
import huikan.review.casefile.Standard.Veto;
import huikan.service.request.Bounds;
import huikan.service.request.CalendarDay;
import huikan.service.request.Characters;
import huikan.service.request.ContentDigest;
import huikan.service.request.Filled;
import huikan.service.request.Line;
import huikan.service.request.Note;
import huikan.service.request.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said with the moves of a case-file review. */
final class CaseReviewRequests {

    /** Files that one review looks at. */
    static final int MOST_FILES = 200;

    static final int MOST_POOL = 5_000;
    static final int MOST_PROBLEMS = 20;
    static final int MOST_CRITERIA = 100;
    static final int MOST_VETOES = 50;
    private static final int LONGEST_CODE = 50;

    private CaseReviewRequests() {}

    /**
     * What files are scored by.
     *
     * @param version e.g. the year from which it is in force
     * @param criteria whose points add up to 100
     * @param vetoes of which any hit makes a file unqualified
     */
    record StandardRequest(
            @Line String name,
            @Line String version,

            @Size(min = 1, max = MOST_CRITERIA, message = Bounds.COUNT)
            List<CriterionRequest> criteria,

            @Size(max = MOST_VETOES, message = Bounds.COUNT) @Nullable
            List<VetoRequest> vetoes) {
        Standard standard() {
            return new Standard(
                    name,
                    version,
                    criteria.stream()
                            .map(one -> new Criterion(one.code(), one.text(), one.points()))
                            .toList(),
                    vetoes == null
                            ? List.of()
                            : vetoes.stream()
                                    .map(one -> new Veto(one.code(), one.text()))
                                    .toList());
        }
    }

    record CriterionRequest(
            @Filled @Size(max = LONGEST_CODE, message = Bounds.TOO_LONG)
            String code,

            @Line String text,

            @Min(value = 1, message = Bounds.SMALLEST) @Max(value = 100, message = Bounds.LARGEST)
            Integer points) {}

    record VetoRequest(
            @Filled @Size(max = LONGEST_CODE, message = Bounds.TOO_LONG)
            String code,

            @Line String text) {}

    /**
     * @param agency whose login it is: another unit than the one whose files are scored
     */
    record ScorerRequest(@Line String login, String agency) {}

    /**
     * A new case-file review.
     *
     * @param agency the unit whose files are looked at
     * @param from of the period in which the files were concluded
     * @param count files that are drawn
     * @param scorers two people of two other units
     */
    record Plan(
            String agency,
            @Line String title,
            StandardRequest standard,
            @CalendarDay LocalDate from,
            @CalendarDay LocalDate to,

            @Min(value = 1, message = Bounds.SMALLEST) @Max(value = MOST_FILES, message = Bounds.LARGEST)
            Integer count,

            @Size(min = CaseFile.SCORERS, max = CaseFile.SCORERS, message = Bounds.COUNT)
            List<ScorerRequest> scorers) {}

    /**
     * A file that the unit concluded in the period.
     *
     * @param weight how much more likely it is drawn than one of weight 1; by default 1
     * @param stratum the group that it is drawn from, e.g. by kind of procedure; each has its share of the count
     */
    record ConcludedFile(
            @Line String ref,
            @Line String title,
            @Nullable Double weight,
            @Line @Nullable String stratum) {
        Candidate candidate() {
            return new Candidate(ref, weight == null ? 1 : weight, stratum);
        }
    }

    /** All files that were concluded in the period. */
    record DrawRequest(
            @Size(max = MOST_POOL, message = Bounds.COUNT) List<ConcludedFile> files) {
        List<Candidate> candidates() {
            return files.stream().map(ConcludedFile::candidate).toList();
        }
    }

    /**
     * @param evidence content hashes of the file; none when it is missing
     * @param missing by default false
     * @param reason why it is missing
     */
    record HandedFile(
            String ref,

            @Size(max = Bounds.EVIDENCE, message = Bounds.COUNT) @Nullable
            List<@ContentDigest String> evidence,

            @Nullable Boolean missing,
            @Line @Nullable String reason) {
        List<String> shown() {
            return evidence == null ? List.of() : List.copyOf(evidence);
        }

        boolean isMissing() {
            return Boolean.TRUE.equals(missing);
        }
    }

    /** Every file that was drawn. */
    record HandOver(
            @Size(max = MOST_FILES, message = Bounds.COUNT) List<HandedFile> files) {}

    /**
     * What one scorer says of one file.
     *
     * @param points of each criterion of the standard, in halves
     * @param vetoes that were hit
     * @param problems that the unit is to rectify
     */
    record ScoreRequest(
            String ref,
            Map<String, Double> points,
            @Nullable List<String> vetoes,

            @Size(max = MOST_PROBLEMS, message = Bounds.COUNT) @Nullable
            List<@Line String> problems,

            @Note @Nullable String comment) {
        List<String> hit() {
            return vetoes == null ? List.of() : List.copyOf(vetoes);
        }

        List<String> wrong() {
            return problems == null ? List.of() : List.copyOf(problems);
        }
    }

    record ObjectionRequest(
            @Size(min = 1, max = MOST_FILES, message = Bounds.COUNT)
            List<String> files,

            @Text String reason) {}

    /**
     * @param mark 0 to 100 in the place of the scores' mean; none when it stays
     * @param vetoed whether a veto stands
     */
    record RulingRequest(
            String ref,
            @Nullable Double mark,
            Boolean vetoed,

            @Characters @Size(max = Bounds.PARAGRAPH, message = Bounds.TOO_LONG) @Nullable
            String comment) {}

    /** Each file that was objected to. */
    record Reconsideration(
            @Size(max = MOST_FILES, message = Bounds.COUNT) List<RulingRequest> rulings) {}
}
