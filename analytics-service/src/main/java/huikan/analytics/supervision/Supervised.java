package huikan.analytics.supervision;

import static java.util.Objects.requireNonNull;

import huikan.analytics.directory.AgencyHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        LocalDate today = Course.day(asOf);
        Map<Kind, List<Course>> all = things.courses(under, caller).stream()
                .map(one -> one.asOf(asOf))
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Course::kind));
        List<Course> letters = all.getOrDefault(Kind.LETTERS, List.of());
        SortedSet<String> children = agencies.directlyBelow(under, asOf);
        List<String> counted = new ArrayList<>(children);
        counted.add(under);
        Map<String, FindingCounts> findings =
                FindingCounts.of(all.getOrDefault(Kind.FINDINGS, List.of()), period, today, counted);
        FindingCounts whole = requireNonNull(findings.remove(under));
        Set<String> units = agencies.supervisedUnder(under, asOf);
        return new Figures(
                whole,
                ReplyCounts.of(all.getOrDefault(Kind.ORDERS, List.of()), period, today),
                ReplyCounts.of(letters, period, today),
                byKind(letters, period, today),
                TaskCounts.of(all.getOrDefault(Kind.TASKS, List.of()), period, today),
                CaseReviewCounts.of(all.getOrDefault(Kind.CASE_REVIEWS, List.of()), period),
                units.size(),
                inspected(units, period, asOf),
                new TreeMap<>(findings));
    }

    private static SortedMap<String, ReplyCounts> byKind(List<Course> letters, Period period, LocalDate today) {
        SortedMap<String, ReplyCounts> counts = new TreeMap<>();
        letters.stream()
                .collect(Collectors.groupingBy(one -> one.facts().get(LETTER_KIND)))
                .forEach((kind, some) -> counts.put(kind, ReplyCounts.of(some, period, today)));
        counts.values().removeIf(one -> one.issued() == 0);
        return counts;
    }

    private long inspected(Set<String> units, Period period, Instant asOf) {
        return things.inspected(units, asOf).values().stream()
                .filter(told -> told.stream().map(Course::day).anyMatch(period::has))
                .count();
    }
}
