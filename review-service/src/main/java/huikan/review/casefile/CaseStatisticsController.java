package huikan.review.casefile;

import static java.util.Objects.requireNonNull;

import huikan.review.casefile.CaseReview.Totals;
import huikan.review.workflow.CaseStore;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Selection;
import huikan.service.security.Caller;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/case-reviews/statistics}: how the files of each unit were graded. */
@RestController
@RequestMapping("/api/case-reviews/statistics")
final class CaseStatisticsController {

    private final CaseStore<CaseReview, CaseReviewStatus> reviews;

    CaseStatisticsController(Cases<CaseReview, CaseReviewStatus> reviews) {
        this.reviews = reviews.store();
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
        static UnitStatistics of(String agency, List<Totals> graded) {
            int files = sum(graded, Totals::files);
            double marks = graded.stream().mapToDouble(Totals::marks).sum();
            return new UnitStatistics(
                    agency,
                    graded.size(),
                    files,
                    sum(graded, Totals::missing),
                    sum(graded, Totals::vetoed),
                    sum(graded, Totals::excellent),
                    sum(graded, Totals::qualified),
                    sum(graded, Totals::unqualified),
                    BigDecimal.valueOf(files == 0 ? 0 : marks / files)
                            .setScale(2, RoundingMode.HALF_UP)
                            .toPlainString());
        }

        private static int sum(List<Totals> graded, ToIntFunction<Totals> part) {
            return graded.stream().mapToInt(part).sum();
        }
    }

    /** What is read of a review. */
    private record Graded(
            String agency,
            @Nullable LocalDate gradedOn,
            @Nullable Totals totals) {}

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
        Map<String, List<Totals>> byUnit = new TreeMap<>();
        reviews.some(Selection.of(caller).under(under), Graded.class).stream()
                .filter(one -> within(one.gradedOn(), from, to))
                .forEach(one -> byUnit.computeIfAbsent(one.agency(), unit -> new ArrayList<>())
                        .add(requireNonNull(one.totals())));
        return new CaseStatistics(byUnit.entrySet().stream()
                .map(unit -> UnitStatistics.of(unit.getKey(), unit.getValue()))
                .toList());
    }

    private static boolean within(@Nullable LocalDate day, @Nullable LocalDate from, @Nullable LocalDate to) {
        return day != null && (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
