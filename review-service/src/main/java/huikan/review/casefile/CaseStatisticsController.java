package huikan.review.casefile;

import huikan.review.casefile.CaseFile.Grade;
import huikan.review.matter.ListOrder;
import huikan.review.matter.Matters;
import huikan.review.matter.Selection;
import huikan.service.security.Caller;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/case-reviews/statistics}: how the files of each unit were graded. */
@RestController
@RequestMapping("/api/case-reviews/statistics")
final class CaseStatisticsController {

    private final Matters<CaseReviewStatus, CaseReview> reviews;

    CaseStatisticsController(Matters<CaseReviewStatus, CaseReview> reviews) {
        this.reviews = reviews;
    }

    /**
     * What became of the files of one unit.
     *
     * @param mean of the marks, with two decimals; a missing file counts as 0
     */
    record UnitStatistics(
            String agency,
            int reviews,
            int files,
            int missing,
            int vetoed,
            int excellent,
            int qualified,
            int unqualified,
            String mean) {
        static UnitStatistics of(String agency, List<CaseReview> reviews) {
            List<CaseFile> files =
                    reviews.stream().flatMap(one -> one.files().stream()).toList();
            double mean = files.stream()
                    .map(CaseFile::mark)
                    .mapToDouble(mark -> mark == null ? 0 : mark)
                    .average()
                    .orElse(0);
            return new UnitStatistics(
                    agency,
                    reviews.size(),
                    files.size(),
                    (int) files.stream().filter(CaseFile::isMissing).count(),
                    (int) files.stream().filter(CaseFile::isVetoed).count(),
                    graded(files, Grade.EXCELLENT),
                    graded(files, Grade.QUALIFIED),
                    graded(files, Grade.UNQUALIFIED),
                    BigDecimal.valueOf(mean).setScale(2, RoundingMode.HALF_UP).toPlainString());
        }

        private static int graded(List<CaseFile> files, Grade grade) {
            return (int) files.stream().filter(file -> file.grade() == grade).count();
        }
    }

    /** Of each unit, in the order of their codes. */
    record CaseStatistics(List<UnitStatistics> items) {}

    /**
     * Of the reviews that were graded.
     *
     * @param from of the grading, Asia/Shanghai
     */
    @GetMapping
    CaseStatistics statistics(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        Map<String, List<CaseReview>> byUnit = new TreeMap<>();
        reviews.all(Selection.of(caller).under(under), ListOrder.OPENED)
                .filter(one -> within(one.gradedOn(), from, to))
                .forEach(one -> byUnit.computeIfAbsent(one.agency(), unit -> new ArrayList<>())
                        .add(one));
        return new CaseStatistics(byUnit.entrySet().stream()
                .map(unit -> UnitStatistics.of(unit.getKey(), unit.getValue()))
                .toList());
    }

    private static boolean within(@Nullable LocalDate day, @Nullable LocalDate from, @Nullable LocalDate to) {
        return day != null && (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
