package huikan.filing;

import java.math.BigDecimal;

/**
 * What an agency wrote into one cell. A missing cell is no {@code Figure}: it is not in the map.
 *
 * <p>Counts and amounts are whole numbers (amounts in fen); a rate is a decimal string and only ever a claim; {@code
 * "N/A"} (不适用) says that the agency has no such duty.
 */
public sealed interface Figure {

    /** The largest whole number that RFC 8785 (JSON Canonicalization Scheme) can carry exactly: 2^53 - 1. */
    long LARGEST = (1L << 53) - 1;

    /** The word for "not applicable" on the wire. */
    String NOT_APPLICABLE = "N/A";

    /** A whole number from 0 to {@link #LARGEST}; an amount is in fen. */
    record Whole(long value) implements Figure {
        public Whole {
            if (value < 0 || value > LARGEST) {
                throw new IllegalArgumentException("a figure is a whole number from 0 to " + LARGEST);
            }
        }
    }

    /** A decimal as filed, with the digits after the point that the agency wrote; in percent. */
    record Decimal(BigDecimal value) implements Figure {}

    /** 不适用. */
    record NotApplicable() implements Figure {}
}
