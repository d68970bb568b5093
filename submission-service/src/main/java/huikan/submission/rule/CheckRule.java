package huikan.submission.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import huikan.submission.version.Versioned;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A check rule as data. Either {@code relations} between named indicators, or one {@code expression} for {@code each}
 * of a kind of cell.
 *
 * @param version see {@link Versioned}
 * @param published the day from which cycles are issued with this version; null for a draft, which checks nothing
 * @param from it applies to periods that end on this day or later
 * @param until and on this day or before; null for one that still applies
 * @param clazz its class in the list of rules, e.g. BALANCE
 * @param scopes the maps of the filing that it looks at: own, consolidated, byLevel
 * @param blocks false where a failure is told and never refuses the filing; null is true
 * @param excludes a figure for which it fails enters no HARD rule; null is false
 * @param when CEL; where it does not hold the rule says nothing
 * @param explainable CEL; a failed check for which this holds passes with an explanation
 * @param cases what it must do with some filings; only where the rule is asked for alone
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CheckRule(
        String code,
        int version,
        @JsonInclude @Nullable LocalDate published,
        LocalDate from,
        @Nullable LocalDate until,
        Severity severity,
        @JsonProperty("class") String clazz,
        Message message,
        @JsonInclude List<String> scopes,
        @Nullable Boolean blocks,
        @Nullable Boolean excludes,
        @Nullable Each each,
        @Nullable String when,
        @Nullable String expression,
        @Nullable String explainable,
        @Nullable List<Relation> relations,
        @Nullable List<RuleCase> cases)
        implements Versioned<CheckRule> {

    /** HARD blocks; SOFT passes with an explanation (情况说明). */
    public enum Severity {
        HARD,
        SOFT
    }

    /** What an expression is applied to, each with its variables. */
    public enum Each {
        /** {@code type}: COUNT, AMOUNT, RATE; {@code form}: WHOLE, DECIMAL. */
        CELL,
        /** A filed rate: {@code rate}, the digits as filed. */
        CLAIM,
        /** A filed rate whose parts are filed too: {@code rate, numerator, denominator, digits}. */
        RATE,
        /**
         * Rates that the form has as the shares of one whole, all of them filed: their {@code sum}, how far it is {@code apart} from
         * 100, and {@code within} what each may be rounded by, one of the last digit that it is filed with; both in hundredths.
         */
        SHARES,
        /** A cell that the form requires: {@code present}. */
        REQUIRED,
        /** A summable indicator stated for every level below: {@code own, consolidated, below}. */
        STATED_LEVELS,
        /** A count that was filed the year before, too: {@code value, before}. */
        CHANGED,
        /**
         * A filed figure that the text states with its unit: {@code before} and {@code after}, the words beside it in its clause.
         * One place that holds is enough.
         */
        MENTION,
        /**
         * A figure of which the text says by how much it changed: {@code stated}, its {@code basis} (POINTS, PERCENT or none) and
         * {@code tolerance}, half a unit of its last digit; {@code value, before}.
         */
        STATED_CHANGE,
        /** An own figure that the agency keeps a register of: {@code filed}, and {@code counted} there for the period. */
        REGISTER,
        /**
         * The filing: {@code results} and {@code shortcomings}, their texts; the sections {@code asked} and {@code missing}; {@code
         * restated}, rates that two sections state differently; how many {@code digits} filed rates have, each number once;
         * {@code signedOn, periodEnd, receivedOn, dueOn}, the last two and the first empty where there is none; {@code late}.
         */
        DOCUMENT
    }

    /** The same sentence twice. */
    public record Message(String zh, String en) {}

    /**
     * A relation between indicators, which are the variables of its expression. One that ends with {@code _before} is what was
     * filed for the same period of the year before; {@code findings_registered},
     * {@code findings_closed}, {@code findings_closed_in_period}, {@code findings_closed_of_period} and {@code findings_of_case_reviews}
     * are what the findings of the suite come to.
     *
     * @param needs the relation is checked only when all of these are filed as numbers; the first is pointed at
     * @param orZero these count as 0 when they are not
     * @param anyOf at least one of these must be filed, or the relation says nothing
     */
    public record Relation(
            List<String> needs,
            @Nullable List<String> orZero,
            @Nullable List<String> anyOf,
            String expression) {

        /** All that it is about. */
        List<String> names() {
            return Stream.concat(needs.stream(), zeroable().stream()).toList();
        }

        List<String> zeroable() {
            return Optional.ofNullable(orZero).orElse(List.of());
        }

        List<String> oneOf() {
            return Optional.ofNullable(anyOf).orElse(List.of());
        }
    }

    /** Nothing is checked by it before it has a day of publication. */
    @Override
    public boolean mayChange() {
        return published == null;
    }

    @Override
    public CheckRule numbered(int number) {
        return with(number, published, cases);
    }

    @Override
    public void tell(ObjectNode step) {
        step.put("published", Objects.toString(published, null));
    }

    boolean isPublishedBy(LocalDate day) {
        return published != null && !published.isAfter(day);
    }

    /** Without what only its author asks for. */
    CheckRule brief() {
        return with(version, published, null);
    }

    /** The same with another number, day and cases. */
    CheckRule with(int number, @Nullable LocalDate on, @Nullable List<RuleCase> others) {
        return new CheckRule(
                code,
                number,
                on,
                from,
                until,
                severity,
                clazz,
                message,
                scopes,
                blocks,
                excludes,
                each,
                when,
                expression,
                explainable,
                relations,
                others);
    }

    public boolean appliesTo(LocalDate periodEnd) {
        return !periodEnd.isBefore(from) && (until == null || !periodEnd.isAfter(until));
    }

    /** Whether it compares with what was filed before. */
    boolean looksBack() {
        return each == Each.CHANGED
                || each == Each.STATED_CHANGE
                || allRelations().stream()
                        .flatMap(relation -> relation.names().stream())
                        .anyMatch(name -> name.endsWith(Reading.BEFORE));
    }

    boolean isHard() {
        return severity == Severity.HARD;
    }

    /** Whether it leaves alone what rules take from the others. */
    boolean wantsExactFigures() {
        return isHard() || each == Each.REGISTER;
    }

    List<Relation> allRelations() {
        return Optional.ofNullable(relations).orElse(List.of());
    }
}
