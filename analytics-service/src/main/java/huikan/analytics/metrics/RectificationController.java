package huikan.analytics.metrics;

import huikan.analytics.position.ReadPositions.Read;
import huikan.analytics.supervision.CaseReviewCounts;
import huikan.analytics.supervision.ChildCounts;
import huikan.analytics.supervision.FindingCounts;
import huikan.analytics.supervision.InspectionCounts;
import huikan.analytics.supervision.LetterCounts;
import huikan.analytics.supervision.Period;
import huikan.analytics.supervision.ReplyCounts;
import huikan.analytics.supervision.Supervised;
import huikan.analytics.supervision.TaskCounts;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/rectification}: what supervision came to. */
@RestController
final class RectificationController {

    private final Supervised supervised;
    private final Question question;

    RectificationController(Supervised supervised, Question question) {
        this.supervised = supervised;
        this.question = question;
    }

    /**
     * @param from the first day of the period, Asia/Shanghai; null for the first there is
     * @param to the last day of it; null for the last there is
     * @param asOf the instant as of which it is told; of the present the last one at which anything changed, or at which a due date went by
     * @param positions of the topic of supervision, by partition the offset of the last event that is in
     * @param children directly below as of the instant, along either line, by code: one with superiors along two lines may be below two
     *     of them, and what is the asked agency's own is in none
     */
    record RectificationView(
            String under,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Instant asOf,
            SortedMap<Integer, Long> positions,
            FindingCounts findings,
            ReplyCounts orders,
            LetterCounts letters,
            InspectionCounts inspections,
            CaseReviewCounts caseReviews,
            TaskCounts tasks,
            List<ChildCounts> children)
            implements Table.Source {

        @Override
        public Table<?> table(Table.Words in) {
            return RectificationTable.of(this, in);
        }
    }

    /**
     * What was registered, issued, graded or told in a period, as it stood at an instant: exactly, later steps change nothing of it. Rates
     * have their numerators and denominators with them.
     */
    @GetMapping(
            path = "/api/metrics/rectification",
            produces = {MediaType.APPLICATION_JSON_VALUE, Sheet.CSV, Sheet.XLSX})
    RectificationView rectification(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Instant asOf) {
        String asked = question.under(caller, under);
        if (from != null && to != null && from.isAfter(to)) {
            throw MetricsProblem.PERIOD.because("from=" + from + " is after to=" + to + ".");
        }
        Read read = supervised.read();
        Instant now = question.instant(asOf);
        Instant at = asOf == null ? supervised.present(read, now) : now;
        Supervised.Figures figures = supervised.of(asked, Question.seenBy(caller), new Period(from, to), at);
        return new RectificationView(
                asked,
                from,
                to,
                at,
                read.positions(),
                figures.findings(),
                figures.orders(),
                figures.letters(),
                figures.inspections(),
                figures.caseReviews(),
                figures.tasks(),
                figures.children());
    }
}
