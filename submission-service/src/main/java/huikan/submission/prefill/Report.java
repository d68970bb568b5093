package huikan.submission.prefill;

import huikan.events.CycleEvent.Definition;
import huikan.filing.Figure;
import huikan.filing.Figure.NotApplicable;
import huikan.filing.Figure.Whole;
import huikan.submission.cycle.Cycle;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an agency owes for a part of a longer period.
 *
 * @param submission the filing that stands; null where there is none
 * @param own what it says of the agency itself, by code
 */
record Report(Cycle cycle, @Nullable String submission, Map<String, Figure> own) {

    /** Both its first and its last day are in it. */
    long days() {
        return ChronoUnit.DAYS.between(cycle.from(), cycle.to()) + 1;
    }

    boolean overlaps(Report other) {
        return !cycle.to().isBefore(other.cycle.from()) && !other.cycle.to().isBefore(cycle.from());
    }

    /** Whether the other one's days are all in it, and it has more. */
    private boolean hasWithin(Report other) {
        return !other.cycle.from().isBefore(cycle.from())
                && !other.cycle.to().isAfter(cycle.to())
                && days() > other.days();
    }

    /** Whether the other one is left out for it: what was filed counts, and of two of which both or none was filed the longer one. */
    boolean displaces(Report other) {
        boolean filed = submission != null;
        boolean otherFiled = other.submission != null;
        return filed == otherFiled ? hasWithin(other) : filed && (hasWithin(other) || other.hasWithin(this));
    }

    /** A whole number or that it does not apply; null where it says nothing, or means something else by it. */
    @Nullable
    Figure figure(Definition asked) {
        Definition defined = cycle.indicators().get(asked.code());
        Figure filed = own.get(asked.code());
        boolean taken = filed instanceof Whole || filed instanceof NotApplicable;
        return defined != null && isAlike(defined, asked) && taken ? filed : null;
    }

    private static boolean isAlike(Definition one, Definition other) {
        return one.type() == other.type()
                && one.overTime() == other.overTime()
                && Objects.equals(
                        one.meaning() == null ? null : one.meaning().unit(),
                        other.meaning() == null ? null : other.meaning().unit());
    }
}
