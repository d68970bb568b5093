package huikan.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cycles: topic {@link Topics#CYCLES}, compacted. */
public sealed interface CycleEvent extends Event {

    @Override
    default String topic() {
        return Topics.CYCLES;
    }

    /**
     * A form was issued for a period. Its indicators are frozen as they were defined then (口径), so that a later
     * definition changes no number of this cycle.
     */
    @EventType("cycle.issued.v1")
    record CycleIssued(
            String id,
            String form,
            Line line,
            LocalDate from,
            LocalDate to,
            LocalDate opensOn,
            LocalDate dueOn,
            LocalDate closesOn,
            List<Definition> indicators)
            implements CycleEvent {

        public CycleIssued {
            requireNonNull(id, "id");
            requireNonNull(form, "form");
            requireNonNull(line, "line");
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            requireNonNull(opensOn, "opensOn");
            requireNonNull(dueOn, "dueOn");
            requireNonNull(closesOn, "closesOn");
            indicators = List.copyOf(indicators);
        }

        /** As it was defined then; empty for one that the form does not have. */
        public Optional<Definition> indicator(String code) {
            return indicators.stream().filter(one -> one.code().equals(code)).findFirst();
        }

        @Override
        public String key() {
            return id;
        }

        @Override
        public String subject() {
            return id;
        }
    }

    /**
     * An indicator as it was defined when the cycle was issued.
     *
     * @param numerator the codes whose sum is a rate's numerator; empty for a count or an amount
     * @param denominator likewise
     * @param overTime left out in older ones, which become nothing over several periods
     * @param meaning left out in older ones
     */
    record Definition(
            String code,
            FigureType type,
            Consolidation consolidation,
            List<String> numerator,
            List<String> denominator,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OverTime overTime,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Meaning meaning) {
        public Definition {
            requireNonNull(code, "code");
            requireNonNull(type, "type");
            requireNonNull(consolidation, "consolidation");
            numerator = List.copyOf(numerator);
            denominator = List.copyOf(denominator);
        }

        /** Without what only people read, and of one period only. */
        public Definition(
                String code,
                FigureType type,
                Consolidation consolidation,
                List<String> numerator,
                List<String> denominator) {
            this(code, type, consolidation, numerator, denominator, null, null);
        }
    }

    /**
     * What people must know of an indicator (口径).
     *
     * @param unit as shown to people; an AMOUNT is told in fen whatever is shown
     * @param notes what counts and what does not; empty where nothing needs saying
     */
    record Meaning(Words name, String unit, Measure measure, Words notes) {
        public Meaning {
            requireNonNull(name, "name");
            requireNonNull(unit, "unit");
            requireNonNull(measure, "measure");
            requireNonNull(notes, "notes");
        }
    }

    /** In both languages. */
    record Words(String zh, String en) {
        public Words {
            requireNonNull(zh, "zh");
            requireNonNull(en, "en");
        }
    }

    /** FLOW: happened in the period. STOCK: stood at its end. RATIO: of two others. */
    enum Measure {
        FLOW,
        STOCK,
        RATIO
    }

    /** How the figures of several periods become that of the time that they cover. */
    enum OverTime {
        SUM,
        /** Of the last period. */
        LAST,
        /** Of the first period. */
        FIRST,
        /** Things that several periods may share: their plain sum is only an upper bound. */
        SUM_DISTINCT,
        RATIO_OF_SUMS,
        /** Means nothing beyond its period. */
        NONE
    }

    /** COUNT: pieces. AMOUNT: fen. RATE: percent, never stored, only computed from its parts. */
    enum FigureType {
        COUNT,
        AMOUNT,
        RATE
    }

    /** How the figures of several agencies become one. */
    enum Consolidation {
        SUM,
        /** Things that several agencies may share: their plain sum is only an upper bound. */
        SUM_DISTINCT,
        RATIO_OF_SUMS,
        /** Means nothing beyond the agency itself. */
        NONE
    }
}
