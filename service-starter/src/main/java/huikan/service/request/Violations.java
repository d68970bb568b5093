package huikan.service.request;

import huikan.problem.FieldError;
import huikan.service.problem.Problem;
import huikan.text.Blank;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, so that every error is answered and not only the first. */
public final class Violations {

    private final List<FieldError> errors = new ArrayList<>();

    public Violations add(String pointer, String code, String message) {
        errors.add(new FieldError(pointer, code, message));
        return this;
    }

    public Violations addAll(Collection<FieldError> more) {
        errors.addAll(more);
        return this;
    }

    public Violations addIf(boolean wrong, String pointer, String code, String message) {
        return wrong ? add(pointer, code, message) : this;
    }

    /**
     * Looks at each of a list.
     *
     * @param look at the pointer to it, and at itself
     */
    public <E> Violations each(String pointer, List<E> all, BiConsumer<String, E> look) {
        for (int i = 0; i < all.size(); i++) {
            look.accept(pointer + "/" + i, all.get(i));
        }
        return this;
    }

    public Violations notBefore(String pointer, @Nullable LocalDate value, LocalDate earliest) {
        return addIf(
                value != null && value.isBefore(earliest),
                pointer,
                "date.past",
                value + " is too early; the first possible is " + earliest + ".");
    }

    public Violations notAfter(String pointer, @Nullable LocalDate value, LocalDate latest) {
        return addIf(
                value != null && value.isAfter(latest),
                pointer,
                "date.too-late",
                value + " is too late; the last possible is " + latest + ".");
    }

    /** A name or a sentence: not blank, and in one line. */
    public Violations line(String pointer, String text, int longest) {
        return addIf(
                Blank.is(text)
                        || text.codePointCount(0, text.length()) > longest
                        || text.chars().anyMatch(Character::isISOControl),
                pointer,
                "text.malformed",
                "1 to " + longest + " characters in one line.");
    }

    /** Each once. */
    public Violations distinct(String pointer, Collection<?> all) {
        return addIf(Set.copyOf(all).size() < all.size(), pointer, "items.twice", "Each once.");
    }

    public Violations count(String pointer, int count, int fewest, int most) {
        return addIf(
                count < fewest || count > most,
                pointer,
                "items.count",
                fewest + " to " + most + "; came " + count + ".");
    }

    public Violations within(String pointer, int value, int smallest, int largest) {
        return addIf(
                value < smallest || value > largest,
                pointer,
                "number.range",
                smallest + " to " + largest + "; came " + value + ".");
    }

    /** Where a comment is optional in general and not here. */
    public Violations present(String pointer, @Nullable String text, String message) {
        return addIf(Blank.is(text), pointer, "field.missing", message);
    }

    public List<FieldError> all() {
        return List.copyOf(errors);
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /**
     * @throws huikan.service.problem.ProblemException with everything that is wrong, when something is
     */
    public void refuse(Problem problem) {
        if (!errors.isEmpty()) {
            throw problem.because("Errors: " + errors.size() + ".", errors);
        }
    }
}
