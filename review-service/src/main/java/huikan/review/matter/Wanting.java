package huikan.review.matter;

import huikan.canonical.CanonicalJson;
import huikan.problem.FieldError;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that every error is told and not only the first. */
public final class Wanting {

    /** Longer than any title; a text has room for a report. */
    public static final int LONGEST_LINE = 300;

    public static final int LONGEST_TEXT = 20_000;
    public static final int MOST_EVIDENCE = 100;
    private static final LocalDate FIRST = LocalDate.of(1949, 10, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    private final List<FieldError> errors = new ArrayList<>();

    public Wanting line(String pointer, String value) {
        return text(pointer, value, LONGEST_LINE);
    }

    public Wanting text(String pointer, String value) {
        return text(pointer, value, LONGEST_TEXT);
    }

    /** A text that may be missing. */
    public Wanting comment(String pointer, @Nullable String value) {
        if (value != null && value.length() > LONGEST_TEXT) {
            error(pointer, "text.too-long", "At most " + LONGEST_TEXT + " characters.");
        }
        return value == null ? this : unicode(pointer, value);
    }

    private Wanting unicode(String pointer, String value) {
        return errorIf(
                CanonicalJson.hasLoneSurrogate(value),
                pointer,
                "text.not-unicode",
                "The text has half of a surrogate pair, which is no character.");
    }

    private Wanting text(String pointer, String value, int longest) {
        if (value.isBlank()) {
            error(pointer, "field.missing", "It may not be blank.");
        } else if (value.length() > longest) {
            error(pointer, "text.too-long", "At most " + longest + " characters.");
        }
        return unicode(pointer, value);
    }

    /** A date that working days can be counted from. */
    public Wanting date(String pointer, @Nullable LocalDate value) {
        return errorIf(
                value != null && (value.isBefore(FIRST) || value.isAfter(LAST)),
                pointer,
                "date.range",
                FIRST + " to " + LAST + ".");
    }

    public Wanting notBefore(String pointer, @Nullable LocalDate value, LocalDate earliest) {
        if (value != null && value.isBefore(earliest)) {
            error(pointer, "date.past", value + " is before " + earliest + ".");
        }
        return date(pointer, value);
    }

    public Wanting notAfter(String pointer, @Nullable LocalDate value, LocalDate latest) {
        if (value != null && value.isAfter(latest)) {
            error(pointer, "date.too-late", value + " is after " + latest + ".");
        }
        return date(pointer, value);
    }

    public Wanting count(String pointer, Collection<?> values, int fewest, int most) {
        if (values.size() < fewest || values.size() > most) {
            error(pointer, "items.count", fewest + " to " + most + "; came " + values.size() + ".");
        }
        return this;
    }

    public Wanting within(String pointer, int value, int smallest, int largest) {
        if (value < smallest || value > largest) {
            error(pointer, "number.range", smallest + " to " + largest + "; came " + value + ".");
        }
        return this;
    }

    /** Content hashes of attachments that the caller's agency has. */
    public Wanting evidence(String pointer, List<String> digests, Evidence attachments, Caller caller) {
        attachments.check(pointer, digests, caller, this);
        return this;
    }

    public Wanting error(String pointer, String code, String message) {
        errors.add(new FieldError(pointer, code, message));
        return this;
    }

    public Wanting errorIf(boolean wrong, String pointer, String code, String message) {
        return wrong ? error(pointer, code, message) : this;
    }

    /**
     * @throws huikan.service.problem.ProblemException 422 with everything that is wrong
     */
    public void refuse() {
        if (!errors.isEmpty()) {
            throw MatterProblem.INVALID.because(errors.size() + " things are wrong with it.", errors);
        }
    }
}
