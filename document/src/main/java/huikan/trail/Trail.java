package huikan.trail;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * The whole history of one thing.
 *
 * @param kind as in the path of the thing, e.g. {@code findings}
 * @param head the hash of the last step; events tell it too, so that a trail that was cut is found out
 */
public record Trail(String kind, String id, String head, List<TrailStep> steps) {

    public Trail {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
        requireNonNull(head, "head");
        steps = List.copyOf(steps);
    }

    public static Trail of(String kind, String id, List<TrailStep> steps) {
        return new Trail(
                kind,
                id,
                steps.isEmpty() ? TrailStep.origin(kind, id) : steps.getLast().hash(),
                steps);
    }

    /**
     * Something that is not as it was written.
     *
     * @param n where: the number that the step should have
     */
    public record Fault(long n, String what) {}

    /** Every place where a step was changed, left out, put in or moved; empty for a sound trail. */
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        String previous = TrailStep.origin(kind, id);
        long n = 0;
        for (TrailStep step : steps) {
            n++;
            if (step.n() != n) {
                faults.add(new Fault(n, "step " + step.n() + " stands here: one is missing, doubled or moved"));
                n = step.n();
            }
            if (!step.previous().equals(previous)) {
                faults.add(new Fault(n, "it does not follow the step that stands before it"));
            }
            if (!step.hash().equals(step.computed())) {
                faults.add(new Fault(n, "it was changed: its hash should be " + step.computed()));
            }
            previous = step.hash();
        }
        if (!head.equals(previous)) {
            faults.add(new Fault(n + 1, "the head is " + head + ": the end is missing"));
        }
        return faults;
    }
}
