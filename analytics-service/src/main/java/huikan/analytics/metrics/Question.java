package huikan.analytics.metrics;

import huikan.analytics.directory.Directory;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every metric is asked: which cycle, under which agency, and whether the caller may know. */
@Component
public final class Question {

    private final Directory directory;
    private final Clock clock;

    Question(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    CycleIssued cycle(String id) {
        return directory
                .cycle(id)
                .orElseThrow(() -> MetricsProblem.CYCLE_UNKNOWN.because("There is no cycle " + id + "."));
    }

    /**
     * @param under null for the caller's own agency
     */
    public String under(Caller caller, @Nullable String under) {
        String own = caller.agency();
        String asked = under == null ? own : under;
        if (asked == null) {
            throw MetricsProblem.UNDER_MISSING.because("The caller has no agency of its own: \"under\" is needed.");
        }
        boolean seen = caller.isAdmin()
                ? directory.knows(asked)
                : caller.agencies().stream().anyMatch(one -> directory.sees(one, asked));
        if (!seen) {
            throw MetricsProblem.AGENCY_UNKNOWN.because("There is no agency " + asked + " that you may see.");
        }
        return asked;
    }

    /** @param expected what it could be */
    static ProblemException notAValue(String parameter, String value, String expected) {
        return HttpProblem.INVALID.because(
                "The parameter \"" + parameter + "\" cannot be \"" + value + "\": " + expected + ".",
                List.of(new FieldError("", "parameter." + parameter, expected)));
    }

    /**
     * One of whom must have stood above what is counted, or be it: the caller's own agency, and those in whose place that came;
     * none for who may know everything.
     */
    static Set<String> seenBy(Caller caller) {
        return caller.isAdmin() ? Set.of() : Set.copyOf(caller.agencies());
    }

    /** The definitions of the cycle, by their codes. */
    static List<Definition> indicators(CycleIssued cycle, List<String> codes) {
        List<Definition> wanted = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (String code : codes) {
            cycle.indicator(code)
                    .ifPresentOrElse(
                            wanted::add,
                            () -> errors.add(new FieldError("", "indicator.unknown", "no indicator " + code)));
        }
        if (!errors.isEmpty()) {
            throw MetricsProblem.INDICATOR_UNKNOWN.because(
                    "The cycle " + cycle.id() + " lacks " + errors.size() + " of them.", errors);
        }
        return wanted;
    }

    /** The codes of what definitions are made of: their own, and those of the parts of rates. */
    static Set<String> cells(Collection<Definition> definitions) {
        return definitions.stream()
                .flatMap(one -> Stream.of(List.of(one.code()), one.numerator(), one.denominator()))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /**
     * The instant of which is asked.
     *
     * @param asOf null for the present, which is as it was when something last happened
     * @param last when that was; null where nothing ever did, so that one instant is as good as another: who asks again on the same day is
     *     told the same
     */
    Instant instant(@Nullable Instant asOf, @Nullable Instant last) {
        if (asOf != null) {
            return instant(asOf);
        }
        Instant now = clock.instant();
        return last == null ? now.truncatedTo(ChronoUnit.DAYS) : last.isAfter(now) ? now : last;
    }

    /**
     * Likewise.
     *
     * @param asOf null for now
     */
    Instant instant(@Nullable Instant asOf) {
        Instant now = clock.instant();
        if (asOf != null && asOf.isAfter(now)) {
            throw MetricsProblem.AS_OF_LATER.because("asOf=" + asOf + " is after " + now + ".");
        }
        // a date of the store does not go back as far as an instant, and nothing was filed before
        return asOf == null ? now : asOf.isBefore(Instant.EPOCH) ? Instant.EPOCH : asOf;
    }

    /** What is read after it was asked how far that reaches may reach further. */
    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
