package huikan.analytics.supervision;

import huikan.analytics.directory.AgencyHistory;
import huikan.analytics.position.ReadPositions;
import huikan.analytics.position.ReadPositions.Read;
import huikan.analytics.share.Share;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What supervision came to for an agency and those below it, as of an instant. */
@Component
public class Supervised {

    private static final int LETTER_KIND = 0;

    private final StoredThings things;
    private final AgencyHistory agencies;
    private final ReadPositions positions;

    Supervised(StoredThings things, AgencyHistory agencies, ReadPositions positions) {
        this.things = things;
        this.agencies = agencies;
        this.positions = positions;
    }

    /** How far supervision has been read; to be asked before {@link #of}. */
    public Read read() {
        return positions.of(SupervisionListener.READER);
    }

    /**
     * The instant as of which the present is told: since then nothing has happened that has been read, and no due date has gone by.
     * Who asks for it again, with {@code asOf}, is told the same.
     */
    public Instant present(Read read, Instant now) {
        Instant today = Course.day(now).atStartOfDay(Course.PLACE).toInstant();
        Instant then = Stream.of(positions.of(AgencyHistory.READER), read)
                .flatMap(one -> Stream.ofNullable(one.last()))
                .reduce(today, (one, other) -> one.isAfter(other) ? one : other);
        return then.isAfter(now) ? now : then;
    }

    /**
     * @param children directly below as of the instant, along either line, by code: one with superiors along two lines may be below two
     *     of them, and what is the agency's own is in none
     */
    public record Figures(
            FindingCounts findings,
            ReplyCounts orders,
            LetterCounts letters,
            InspectionCounts inspections,
            CaseReviewCounts caseReviews,
            TaskCounts tasks,
            List<ChildCounts> children) {}

    /**
     * A case counts for those who stood above its agency when it was opened.
     *
     * @param under the agency
     * @param seenBy who asks: one of these must have stood above it, too, or be it; none for who may know everything
     */
    public Figures of(String under, Set<String> seenBy, Period period, Instant asOf) {
        AgencyHistory.Tree tree = agencies.at(asOf);
        Counting counting = new Counting(period, Course.day(asOf), tree.directlyBelow(under));
        things.each(under, seenBy, one -> one.asOf(asOf).ifPresent(counting::add));
        Set<String> units = tree.supervisedUnder(under);
        if (!seenBy.isEmpty() && !seenBy.contains(under)) {
            units.retainAll(seenBy.stream()
                    .flatMap(one -> tree.supervisedUnder(one).stream())
                    .collect(Collectors.toSet()));
        }
        return counting.figures(inspections(units, period, asOf));
    }

    private InspectionCounts inspections(Set<String> units, Period period, Instant asOf) {
        long inspected = things.inspected(units, asOf).values().stream()
                .filter(told -> told.stream().map(Course::day).anyMatch(period::has))
                .count();
        return new InspectionCounts(units.size(), inspected, Share.of(inspected, units.size()));
    }

    /** Counts one case after the other, as they are read. */
    private static final class Counting {
        private final Period period;
        private final LocalDate today;
        private final FindingCounting findings;
        private final ReplyCounts.Counting orders;
        private final ReplyCounts.Counting letters;
        private final SortedMap<String, ReplyCounts.Counting> kinds = new TreeMap<>();
        private final TaskCounts.Counting tasks;
        private final CaseReviewCounts.Counting caseReviews;

        Counting(Period period, LocalDate today, Collection<String> children) {
            this.period = period;
            this.today = today;
            this.findings = new FindingCounting(period, today, children);
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

        Figures figures(InspectionCounts inspections) {
            findings.end();
            SortedMap<String, ReplyCounts> byKind = new TreeMap<>();
            kinds.forEach((kind, some) -> byKind.put(kind, some.counts()));
            byKind.values().removeIf(one -> one.issued() == 0);
            return new Figures(
                    findings.whole(),
                    orders.counts(),
                    new LetterCounts(letters.counts(), byKind),
                    inspections,
                    caseReviews.counts(),
                    tasks.counts(),
                    findings.children());
        }
    }
}
