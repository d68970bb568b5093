package huikan.events;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;

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
     * What a rollup must know of an indicator.
     *
     * @param numerator the codes whose sum is a rate's numerator; empty for a count or an amount
     * @param denominator likewise
     */
    record Definition(
            String code,
            FigureType type,
            Consolidation consolidation,
            List<String> numerator,
            List<String> denominator) {
        public Definition {
            requireNonNull(code, "code");
            requireNonNull(type, "type");
            requireNonNull(consolidation, "consolidation");
            numerator = List.copyOf(numerator);
            denominator = List.copyOf(denominator);
        }
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
