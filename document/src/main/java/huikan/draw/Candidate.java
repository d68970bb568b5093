package huikan.draw;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One of whom is drawn.
 *
 * @param weight how much more likely it is drawn than one of weight 1; more than 0
 * @param stratum the group that it is drawn from; null where nothing is grouped
 */
public record Candidate(String id, double weight, @Nullable String stratum) {
    public Candidate {
        requireNonNull(id, "id");
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a weight is more than 0; it is " + weight);
        }
    }

    String group() {
        return stratum == null ? "" : stratum;
    }
}
