package huikan.analytics.turnaround;

import huikan.analytics.turnaround.Reviewed.Step;
import huikan.events.AgencyLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A filing on its way from level to level. */
final class Walk {

    private final Reviewed filing;
    private final List<Decided> decided = new ArrayList<>();
    private int level;
    private Instant since;
    private boolean waits = true;
    private boolean returned;

    /** How long a level took to decide. */
    record Decided(AgencyLevel level, Duration after) {}

    /** For whom it waits. */
    record Waiting(AgencyLevel level, Instant since) {}

    private Walk(Reviewed filing, int start) {
        this.filing = filing;
        this.level = start;
        this.since = filing.since();
    }

    /**
     * @param start the place of the level that it came to first
     */
    static Walk of(Reviewed filing, int start, Instant asOf) {
        Walk walk = new Walk(filing, start);
        filing.until(asOf).forEach(walk::take);
        walk.waits &= !filing.isEnded(asOf);
        return walk;
    }

    private void take(Step step) {
        switch (step.move()) {
            case PASSED -> {
                decide(step.at());
                level = Math.min(level + 1, filing.levels().size() - 1);
                since = step.at();
            }
            case RETURNED -> {
                decide(step.at());
                waits = false;
                returned = true;
            }
            case APPROVED -> {
                decide(step.at());
                waits = false;
            }
            case RECALLED -> recall(step);
            case VOIDED -> {
                level = 0;
                waitAgain(step.at());
            }
        }
    }

    private void decide(Instant at) {
        Duration after = Duration.between(since, at);
        decided.add(new Decided(filing.levels().get(level), after.isNegative() ? Duration.ZERO : after));
    }

    /** One of two signatures that is taken back leaves it where it is. */
    private void recall(Step step) {
        for (int before = level; before >= 0; before--) {
            if (Objects.equals(filing.levels().get(before), step.level())) {
                if (before < level) {
                    level = before;
                    waitAgain(step.at());
                }
                return;
            }
        }
    }

    private void waitAgain(Instant at) {
        since = at;
        waits = true;
        returned = false;
    }

    List<Decided> decided() {
        return decided;
    }

    /** Null when it waits for nobody. */
    @Nullable
    Waiting waiting() {
        return waits ? new Waiting(filing.levels().get(level), since) : null;
    }

    /** The place of the level that a correction goes back to: the one that returned it, else the first. */
    int correctedAt() {
        return returned ? level : 0;
    }
}
