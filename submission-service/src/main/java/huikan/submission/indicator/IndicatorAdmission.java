package huikan.submission.indicator;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.OverTime;
import huikan.service.request.Violations;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an indicator that comes over the API must be. */
final class IndicatorAdmission {

    /** As a filing may have it. */
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{0,31}");

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_UNIT = 20;
    private static final int LONGEST_NOTES = 2_000;
    private static final int MOST_PARTS = 20;

    private final Indicators indicators;

    IndicatorAdmission(Indicators indicators) {
        this.indicators = indicators;
    }

    /**
     * @param last the definition that it follows; null for a new code
     * @throws huikan.service.problem.ProblemException 422
     */
    void refuse(String code, Indicator one, @Nullable Indicator last) {
        Violations errors = new Violations();
        errors.addIf(!CODE.matcher(code).matches(), "/code", "text.malformed", "A code is " + CODE.pattern() + ".");
        errors.addIf(!code.equals(one.code()), "/code", "indicator.code", "The path says " + code + ".");
        errors.line("/name", one.name(), LONGEST_NAME).line("/nameEn", one.nameEn(), LONGEST_NAME);
        errors.line("/unit", one.unit(), LONGEST_UNIT);
        errors.line("/heading/zh", one.heading().zh(), LONGEST_NAME);
        errors.line("/heading/en", one.heading().en(), LONGEST_NAME);
        notes(errors, "/notes", one.notes());
        notes(errors, "/notesEn", one.notesEn());
        errors.addIf(
                one.from() != null && one.until() != null && one.until().isBefore(one.from()),
                "/until",
                "date.order",
                "It ends before it begins.");
        kind(errors, one);
        Collection<Indicator> all = indicators.all();
        Map<String, Indicator> known = new HashMap<>();
        all.forEach(each -> known.put(each.code(), each));
        parts(errors, "/numerator", one, one.numerator(), known);
        parts(errors, "/denominator", one, one.denominator(), known);
        if (last != null) {
            follows(errors, one, last);
        }
        sameName(one, all)
                .ifPresent(other -> errors.add(
                        "/name",
                        "indicator.collected",
                        "It is collected already, as " + other.code() + ": " + other.name() + "."));
        errors.refuse(IndicatorProblem.INVALID);
    }

    private static void notes(Violations errors, String pointer, String text) {
        errors.addIf(
                text.length() > LONGEST_NOTES, pointer, "text.too-long", "At most " + LONGEST_NOTES + " characters.");
    }

    private static void kind(Violations errors, Indicator one) {
        boolean rate = one.type() == FigureType.RATE;
        errors.addIf(
                rate != (one.measure() == Measure.RATIO),
                "/measure",
                "indicator.kind",
                "A RATE is a RATIO, and nothing else is.");
        errors.addIf(
                rate
                        ? one.consolidation() != Consolidation.RATIO_OF_SUMS
                                && one.consolidation() != Consolidation.NONE
                        : one.consolidation() == Consolidation.RATIO_OF_SUMS,
                "/consolidation",
                "indicator.kind",
                "Of agencies a RATE becomes a RATIO_OF_SUMS or NONE, anything else SUM, SUM_DISTINCT or NONE.");
        errors.addIf(
                rate
                        ? one.overTime() != OverTime.RATIO_OF_SUMS && one.overTime() != OverTime.NONE
                        : one.overTime() == OverTime.RATIO_OF_SUMS,
                "/overTime",
                "indicator.kind",
                "Over time a RATE becomes a RATIO_OF_SUMS or NONE, and nothing else becomes a ratio.");
        boolean summed = one.consolidation() == Consolidation.RATIO_OF_SUMS || one.overTime() == OverTime.RATIO_OF_SUMS;
        errors.addIf(
                rate ? summed && one.numerator().isEmpty() : !one.numerator().isEmpty(),
                "/numerator",
                "indicator.parts",
                "A ratio of sums has its parts, and a COUNT or AMOUNT has none.");
        errors.addIf(
                one.numerator().isEmpty() != one.denominator().isEmpty(),
                "/denominator",
                "indicator.parts",
                "Both sides or none.");
    }

    private static void parts(
            Violations errors, String pointer, Indicator one, List<String> codes, Map<String, Indicator> known) {
        errors.count(pointer, codes.size(), 0, MOST_PARTS);
        errors.distinct(pointer, codes);
        errors.each(pointer, codes, (at, part) -> {
            Optional<Indicator> found = Optional.ofNullable(known.get(part));
            errors.addIf(found.isEmpty(), at, "indicator.unknown", "There is no indicator " + part + ".");
            errors.addIf(
                    part.equals(one.code())
                            || found.filter(of -> of.type() == FigureType.RATE).isPresent(),
                    at,
                    "indicator.parts",
                    "A part is a COUNT or an AMOUNT.");
        });
    }

    /** What was filed under a code stays comparable with what will be. */
    private static void follows(Violations errors, Indicator one, Indicator last) {
        errors.addIf(
                one.type() != last.type(),
                "/type",
                "indicator.type",
                one.code() + " is a " + last.type() + ": another type is another indicator.");
        errors.addIf(
                begin(one).isBefore(begin(last)),
                "/from",
                "date.order",
                "The definition before it begins on " + last.from() + ".");
    }

    private static LocalDate begin(Indicator one) {
        return Objects.requireNonNullElse(one.from(), LocalDate.MIN);
    }

    /** Nobody is asked twice for one figure, under two codes. */
    private static Optional<Indicator> sameName(Indicator one, Collection<Indicator> all) {
        return all.stream()
                .filter(other -> !other.code().equals(one.code()))
                .filter(other -> other.name().strip().equals(one.name().strip())
                        && other.heading().zh().equals(one.heading().zh()))
                .findFirst();
    }
}
