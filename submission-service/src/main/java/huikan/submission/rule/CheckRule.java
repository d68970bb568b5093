package huikan.submission.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A check rule as data. Either {@code relations} between named indicators, or one {@code expression} for {@code each}
 * of a kind of cell.
 *
 * @param from the rule applies to periods that end on this day or later
 * @param clazz its class in the list of rules, e.g. BALANCE
 * @param scopes the maps of the filing that it looks at: own, consolidated, byLevel
 * @param explainable CEL; a failed check for which this holds passes with an explanation
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CheckRule(
        String code,
        int version,
        LocalDate from,
        Severity severity,
        @JsonProperty("class") String clazz,
        Message message,
        List<String> scopes,
        @Nullable Each each,
        @Nullable String expression,
        @Nullable String explainable,
        @Nullable List<Relation> relations) {

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
        /** A cell that the form requires: {@code present}. */
        REQUIRED,
        /** A summable indicator stated for every level below: {@code own, consolidated, below}. */
        STATED_LEVELS
    }

    /** The same sentence twice. */
    public record Message(String zh, String en) {}

    /**
     * A relation between indicators, which are the variables of its expression.
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

        List<String> zeroable() {
            return Optional.ofNullable(orZero).orElse(List.of());
        }

        List<String> oneOf() {
            return Optional.ofNullable(anyOf).orElse(List.of());
        }
    }

    List<Relation> allRelations() {
        return Optional.ofNullable(relations).orElse(List.of());
    }
}
