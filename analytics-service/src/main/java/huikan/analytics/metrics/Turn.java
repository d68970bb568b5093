package huikan.analytics.metrics;

import huikan.service.page.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is worked out whole. All pages are of one instant: filings that come while somebody turns them are on
 * none of them.
 *
 * @param from how many were on the pages before
 * @param at the instant of the pages before; null on the first one
 * @param mark of the question
 */
record Turn(int from, @Nullable Instant at, int limit, String mark) {

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,9})-(\\d{1,15})-(\\w{1,8})");

    /**
     * @param question all that decides what is on the list: the cursor of another question is none of this one
     */
    static Turn of(@Nullable String cursor, int limit, @Nullable Object... question) {
        String mark = mark(question);
        if (cursor == null) {
            return new Turn(0, null, limit, mark);
        }
        MatchResult place = Page.cursor(CURSOR, cursor);
        if (!place.group(3).equals(mark)) {
            throw Page.notACursor();
        }
        return new Turn(
                Integer.parseInt(place.group(1)), Instant.ofEpochMilli(Long.parseLong(place.group(2))), limit, mark);
    }

    /** The same in every process. */
    private static String mark(@Nullable Object... question) {
        return Integer.toHexString(Arrays.toString(question).hashCode());
    }

    <T> List<T> page(List<T> all) {
        return from < all.size() ? all.subList(from, end(all.size())) : List.of();
    }

    /** The cursor of the page after it, or null at the end. */
    @Nullable
    String next(int size, Instant of) {
        return end(size) < size ? end(size) + "-" + of.toEpochMilli() + "-" + mark : null;
    }

    private int end(int size) {
        return (int) Math.min((long) from + limit, size);
    }
}
