package huikan.analytics.metrics;

import huikan.service.page.Page;
import java.time.Instant;
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
 */
record Turn(int from, @Nullable Instant at, int limit) {

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,9})-(\\d{1,15})");

    static Turn of(@Nullable String cursor, int limit) {
        if (cursor == null) {
            return new Turn(0, null, limit);
        }
        MatchResult place = Page.cursor(CURSOR, cursor);
        return new Turn(Integer.parseInt(place.group(1)), Instant.ofEpochMilli(Long.parseLong(place.group(2))), limit);
    }

    <T> List<T> page(List<T> all) {
        return from < all.size() ? all.subList(from, end(all.size())) : List.of();
    }

    /** The cursor of the page after it, or null at the end. */
    @Nullable
    String next(int size, Instant of) {
        return end(size) < size ? end(size) + "-" + of.toEpochMilli() : null;
    }

    private int end(int size) {
        return (int) Math.min((long) from + limit, size);
    }
}
