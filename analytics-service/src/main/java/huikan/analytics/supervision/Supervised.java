package huikan.analytics.supervision;

import static java.util.Objects.requireNonNull;

import huikan.analytics.directory.AgencyHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What supervision came to for an agency and those below it, as of an instant. */
@Component
public class Supervised {

    private static final int LETTER_KIND = 0;

    private final StoredThings things;
    private final AgencyHistory agencies;

    Supervised(StoredThings things, AgencyHistory agencies) {
        this.things = things;
        this.agencies = agencies;
    }

    /**
     * A case counts for those who stood above its agency when it was opened.
     *
     * @param lettersByKind as they are configured
     * @param agencies the agency and all below it then, without one above which nobody stands
     * @param inspected those of them that had been told in the period what an inspection had found: before that nobody but the
     *     inspectors may know
     * @param children directly below it then; one with superiors along two lines may be below two of them, and what is the
     *     agency's own is in none
     */
    public record Figures(
            FindingCounts findings,
            ReplyCounts orders,
            ReplyCounts letters,
            SortedMap<String, ReplyCounts> lettersByKind,
            TaskCounts tasks,
            CaseReviewCounts caseReviews,
            long agencies,
            long inspected,
            SortedMap<String, FindingCounts> children) {}

    /**
     * @param under the agency
     * @param caller who asks, and must have stood above it, too, or be it; null for who may know everything
     */
    public Figures of(String under, @Nullable String caller, Period period, Instant asOf) {
        SortedSet<String> children = agencies.directlyBelow(under, asOf);
        List<String> counted = new ArrayList<>(children);
        counted.add(under);
        Counting counting = new Counting(period, Course.day(asOf), counted);
        things.each(under, caller, one -> one.asOf(asOf).ifPresent(counting::add));
        Map<String, FindingCounts> findings = counting.findings.counts();
        FindingCounts whole = requireNonNull(findings.remove(under));
        Set<String> units = agencies.supervisedUnder(under, asOf);
        return new Figures(
                whole,
                counting.orders.counts(),
                counting.letters.counts(),
                counting.byKind(),
                counting.tasks.counts(),
                counting.caseReviews.counts(),
                units.size(),
                inspected(units, period, asOf),
                new TreeMap<>(findings));
    }

    /** Counts one case after the other, as they are read. */
    private static final class Counting {
        private final Period period;
        private final LocalDate today;
        private final FindingCounts.Counting findings;
        private final ReplyCounts.Counting orders;
        private final ReplyCounts.Counting letters;
        private final SortedMap<String, ReplyCounts.Counting> kinds = new TreeMap<>();
        private final TaskCounts.Counting tasks;
        private final CaseReviewCounts.Counting caseReviews;

        Counting(Period period, LocalDate today, Collection<String> agencies) {
            this.period = period;
            this.today = today;
            this.findings = new FindingCounts.Counting(period, today, agencies);
            this.orders = new ReplyCounts.Counting(period, today);
            this.letters = new ReplyCounts.Counting(period, today);
            this.tasks = new TaskCounts.Counting(period, today);
            this.caseReviews = new CaseReviewCounts.Counting(period);
        }

        void add(Course one) {
            switch (one.kind()) {
                case FINDINGS -> findings.add(one);
                case ORDERS -> orders.add(one);
                case LETTERS -> {
                    letters.add(one);
                    kinds.computeIfAbsent(one.facts().get(LETTER_KIND), kind -> new ReplyCounts.Counting(period, today))
                            .add(one);
                }
                case TASKS -> tasks.add(one);
                case CASE_REVIEWS -> caseReviews.add(one);
            }
        }

        SortedMap<String, ReplyCounts> byKind() {
            SortedMap<String, ReplyCounts> counts = new TreeMap<>();
            kinds.forEach((kind, some) -> counts.put(kind, some.counts()));
            counts.values().removeIf(one -> one.issued() == 0);
            return counts;
        }
    }

    private long inspected(Set<String> units, Period period, Instant asOf) {
        return things.inspected(units, asOf).values().stream()
                .filter(told -> told.stream().map(Course::day).anyMatch(period::has))
                .count();
    }
}
