package huikan.analytics.metrics;

import huikan.analytics.supervision.CaseReviewCounts;
import huikan.analytics.supervision.FindingCounts;
import huikan.analytics.supervision.Period;
import huikan.analytics.supervision.ReplyCounts;
import huikan.analytics.supervision.Supervised;
import huikan.analytics.supervision.TaskCounts;
import huikan.service.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
     * Findings of an agency and those below it. A finding counts for those who stood above its agency when it was registered; one
     * that was merged into another is not counted at all.
     *
     * @param registered in the period, also what was waived since
     * @param byStatus by their status as of the instant; states that none was in are left out
     * @param byRectify IMMEDIATE, BY_DEADLINE, SUSTAINED: together they are {@code registered}
     * @param bySource REVIEW, INSPECTION, SELF_CHECK, CASE_REVIEW, COMPLAINT: likewise
     * @param byCategory likewise
     * @param key the key findings among them
     * @param closed CLOSED, CLOSED_SUSTAINED, REINSPECTING or CONFIRMED
     * @param closingRate closed of those that are to be rectified: registered without WAIVED
     * @param overdue neither closed nor waived, and due on a day before that of the instant, Asia/Shanghai; the due date as it was then
     * @param inspectedAgain of which a second look (回头看) had come to an outcome
     * @param relapsed of which any second look had found a relapse (反弹)
     * @param relapseRate relapsed of inspectedAgain
     * @param falseRectification of which any had found a false rectification (虚假整改)
     * @param falseRate falseRectification of inspectedAgain
     * @param notRectified of which any had found that nothing was rectified (未整改)
     * @param recurred not waived, and registered after another one of the same agency and category had been closed, whenever that was registered
     */
    record Findings(
            long registered,
            SortedMap<String, Long> byStatus,
            SortedMap<String, Long> byRectify,
            SortedMap<String, Long> bySource,
            SortedMap<String, Long> byCategory,
            long key,
            long closed,
            Share closingRate,
            long overdue,
            long inspectedAgain,
            long relapsed,
            Share relapseRate,
            long falseRectification,
            Share falseRate,
            long notRectified,
            long recurred) {
        static Findings of(FindingCounts counts) {
            return new Findings(
                    counts.registered(),
                    counts.byStatus(),
                    counts.byRectify(),
                    counts.bySource(),
                    counts.byCategory(),
                    counts.key(),
                    counts.closed(),
                    Share.of(counts.closed(), counts.toRectify()),
                    counts.overdue(),
                    counts.inspectedAgain(),
                    counts.relapsed(),
                    Share.of(counts.relapsed(), counts.inspectedAgain()),
                    counts.falseRectification(),
                    Share.of(counts.falseRectification(), counts.inspectedAgain()),
                    counts.notRectified(),
                    counts.recurred());
        }
    }

    /**
     * The findings of an agency directly below, and of those below that, in short; each figure as with the whole.
     */
    record Child(
            String agency,
            long registered,
            long closed,
            Share closingRate,
            long overdue,
            long inspectedAgain,
            long relapsed,
            Share relapseRate,
            long falseRectification,
            Share falseRate,
            long recurred) {
        static Child of(String agency, FindingCounts counts) {
            Findings all = Findings.of(counts);
            return new Child(
                    agency,
                    all.registered,
                    all.closed,
                    all.closingRate,
                    all.overdue,
                    all.inspectedAgain,
                    all.relapsed,
                    all.relapseRate,
                    all.falseRectification,
                    all.falseRate,
                    all.recurred);
        }
    }

    /**
     * Orders, or letters, that were issued in the period to an agency and those below it.
     *
     * @param issued all of them; drafts are their issuer's alone
     * @param cancelled those that were cancelled or withdrawn since
     * @param dueReplies of those with a due date, the answered and the overdue ones
     * @param answered with a reply that stood: one that was refused did not
     * @param answeredInTime whose reply that stood came on or before the due date, Asia/Shanghai
     * @param inTimeRate answeredInTime of dueReplies
     * @param overdue ISSUED, RECEIVED or HANDLING, and due on a day before that of the instant
     */
    record Replies(
            long issued,
            long cancelled,
            long dueReplies,
            long answered,
            long answeredInTime,
            Share inTimeRate,
            long overdue) {
        static Replies of(ReplyCounts counts) {
            return new Replies(
                    counts.issued(),
                    counts.cancelled(),
                    counts.dueReplies(),
                    counts.answered(),
                    counts.answeredInTime(),
                    Share.of(counts.answeredInTime(), counts.dueReplies()),
                    counts.overdue());
        }
    }

    /**
     * @param all of every kind
     * @param byKind as kinds are configured; those of which none was issued are left out
     */
    record Letters(Replies all, SortedMap<String, Replies> byKind) {
        static Letters of(Supervised.Figures figures) {
            SortedMap<String, Replies> byKind = new TreeMap<>();
            figures.lettersByKind().forEach((kind, counts) -> byKind.put(kind, Replies.of(counts)));
            return new Letters(Replies.of(figures.letters()), byKind);
        }
    }

    /**
     * Which agencies were inspected.
     *
     * @param agencies the asked one and all below it as of the instant, without one above which nobody stands
     * @param inspected those of them that were told in the period what an inspection had found; before that nobody but the inspectors
     *     knows
     * @param coverage inspected of agencies
     */
    record Inspections(long agencies, long inspected, Share coverage) {}

    /**
     * Case-file reviews that were graded in the period.
     *
     * @param graded all of them; what is not graded yet is not counted
     * @param circulated those of which the outcome was circulated
     * @param files how many files were graded; of reviews from before the events told the grades, none
     * @param byGrade EXCELLENT, QUALIFIED, UNQUALIFIED: together they are {@code files}
     * @param missing those of the unqualified ones that were not handed over
     * @param excellentRate excellent of files
     */
    record CaseReviews(
            long graded, long circulated, long files, Map<String, Long> byGrade, long missing, Share excellentRate) {
        static CaseReviews of(CaseReviewCounts counts) {
            SortedMap<String, Long> byGrade = new TreeMap<>(Map.of(
                    "EXCELLENT", counts.excellent(),
                    "QUALIFIED", counts.qualified(),
                    "UNQUALIFIED", counts.unqualified()));
            return new CaseReviews(
                    counts.graded(),
                    counts.circulated(),
                    counts.files(),
                    byGrade,
                    counts.missing(),
                    Share.of(counts.excellent(), counts.files()));
        }
    }

    /**
     * Tasks that were issued in the period; of one that was adjusted the last edition, with its own day.
     *
     * @param overdue ISSUED, ACCEPTED or IN_PROGRESS, and due on a day before that of the instant
     * @param doneRate done of issued
     */
    record Tasks(long issued, long done, long overdue, Share doneRate) {
        static Tasks of(TaskCounts counts) {
            return new Tasks(
                    counts.issued(), counts.done(), counts.overdue(), Share.of(counts.done(), counts.issued()));
        }
    }

    /**
     * @param from the first day of the period, Asia/Shanghai; null for the first there is
     * @param to the last day of it; null for the last there is
     * @param children directly below as of the instant, along either line, by code: one with superiors along two lines may be below two
     *     of them, and what is the asked agency's own is in none
     */
    record RectificationView(
            String under,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            Instant asOf,
            Findings findings,
            Replies orders,
            Letters letters,
            Inspections inspections,
            CaseReviews caseReviews,
            Tasks tasks,
            List<Child> children) {}

    /**
     * What was registered, issued, graded or told in a period, as it stood at an instant: exactly, later steps change nothing of it. Rates
     * have their numerators and denominators with them.
     */
    @GetMapping("/api/metrics/rectification")
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
        Instant at = question.instant(asOf);
        Supervised.Figures figures = supervised.of(asked, Question.seenBy(caller), new Period(from, to), at);
        return new RectificationView(
                asked,
                from,
                to,
                at,
                Findings.of(figures.findings()),
                Replies.of(figures.orders()),
                Letters.of(figures),
                new Inspections(
                        figures.agencies(), figures.inspected(), Share.of(figures.inspected(), figures.agencies())),
                CaseReviews.of(figures.caseReviews()),
                Tasks.of(figures.tasks()),
                figures.children().entrySet().stream()
                        .map(child -> Child.of(child.getKey(), child.getValue()))
                        .toList());
    }
}
