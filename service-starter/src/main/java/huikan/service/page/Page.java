package huikan.service.page;

import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after it, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The most that one page holds. */
    public static final int LONGEST = 500;

    /**
     * What is asked for.
     *
     * @throws huikan.service.problem.ProblemException 422 when it is not allowed
     */
    public static int limit(int asked) {
        if (asked < 1 || asked > LONGEST) {
            throw HttpProblem.INVALID.because(
                    "The parameter \"limit\" must be 1 to " + LONGEST + ", it is " + asked + ".",
                    List.of(new FieldError("", "parameter.limit", "must be 1 to " + LONGEST)));
        }
        return asked;
    }

    /**
     * The parts of a cursor.
     *
     * @param form of the cursors of this list
     * @throws huikan.service.problem.ProblemException 422 when the cursor is not of this list
     */
    public static MatchResult cursor(Pattern form, String cursor) {
        Matcher parts = form.matcher(cursor);
        if (!parts.matches()) {
            throw notACursor();
        }
        return parts;
    }

    public static ProblemException notACursor() {
        return HttpProblem.INVALID.because(
                "The parameter \"cursor\" is the \"next\" of the page before.",
                List.of(new FieldError("", "parameter.cursor", "not a cursor of this list")));
    }

    /**
     * @param found at most {@code limit} things
     * @param cursor the place of a thing in the order of the list
     * @param view what is shown of it
     */
    public static <S, T> Page<T> of(List<S> found, int limit, Function<S, String> cursor, Function<S, T> view) {
        return new Page<>(
                found.stream().map(view).toList(), found.size() < limit ? null : cursor.apply(found.getLast()));
    }

    /** The same page, shown. */
    public <V> Page<V> map(Function<T, V> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }

    /** A list that is short enough for one page. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }
}
