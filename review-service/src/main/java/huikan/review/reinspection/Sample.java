package huikan.review.reinspection;

import huikan.draw.Candidate;
import huikan.review.finding.SecondLooks.Closed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a re-inspection chooses from: all key findings for certain, and of the others a share, those with a history more
 * likely than those without.
 */
final class Sample {

    /** Others of its kind that make a finding more likely. */
    private static final int MOST_WEIGHED = 20;

    private final List<Closed> closed;
    private final Map<String, List<Closed>> ofOneKind;

    Sample(List<Closed> closed) {
        this.closed = closed.stream().sorted(Comparator.comparing(Closed::id)).toList();
        this.ofOneKind = this.closed.stream().collect(Collectors.groupingBy(Sample::kind));
    }

    private static String kind(Closed finding) {
        return finding.agency() + "/" + finding.category();
    }

    List<Closed> certain() {
        return closed.stream().filter(Closed::key).toList();
    }

    /**
     * Weight: 1, and 1 more for each refusal of a closure and for each other finding of the same kind in the same unit, and 3
     * for each relapse.
     */
    List<Candidate> pool() {
        return closed.stream()
                .filter(finding -> !finding.key())
                .map(finding -> new Candidate(finding.id(), weight(finding), null))
                .toList();
    }

    private double weight(Closed finding) {
        return 1.0 + finding.refused() + recurrences(finding).size() + 3 * finding.relapses();
    }

    /** How many of the pool: the share, rounded up. */
    int count(double share) {
        return (int) Math.ceil(pool().size() * share - 1e-9);
    }

    /** Other findings of the same kind in the same unit. */
    List<String> recurrences(Closed finding) {
        return ofOneKind.getOrDefault(kind(finding), List.of()).stream()
                .map(Closed::id)
                .filter(id -> !id.equals(finding.id()))
                .limit(MOST_WEIGHED)
                .toList();
    }
}
