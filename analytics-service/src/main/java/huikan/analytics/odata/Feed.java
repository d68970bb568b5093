package huikan.analytics.odata;

import huikan.analytics.odata.EntityType.Property;
import huikan.analytics.odata.QueryOptions.Order;
import huikan.service.security.Caller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers what is asked of a set, page by page. */
@Component
final class Feed {

    /** Rows of one page. */
    static final int LONGEST_PAGE = 2_000;
    /** Rows that are put into another order than that of the key. */
    static final int MOST_SORTED = 50_000;

    private static final Pattern PLACE = Pattern.compile("\\d{1,9}");

    private final FeedReader reader;

    Feed(FeedReader reader) {
        this.reader = reader;
    }

    /**
     * What is asked of a set.
     *
     * @param orders none for the order of the key
     * @param top null for all
     * @param token of the page before, or null
     * @param size rows of a page
     */
    record Question(
            EntitySet set,
            @Nullable Expression filter,
            List<Order> orders,
            @Nullable Long top,
            long skip,
            @Nullable String token,
            int size) {

        static Question of(EntitySet set, QueryOptions options, int size) {
            EntityType type = set.type();
            return new Question(
                    set,
                    options.filter(type).orElse(null),
                    inOrderOfKey(options.orderBy(type), type) ? List.of() : options.orderBy(type),
                    options.top(),
                    options.skip(),
                    options.raw().get(QueryOptions.SKIP_TOKEN),
                    size);
        }

        private static boolean inOrderOfKey(List<Order> orders, EntityType type) {
            int keys = Math.min(orders.size(), type.key().size());
            List<Order> ofKey = type.key().stream()
                    .limit(keys)
                    .map(key -> new Order(key, false))
                    .toList();
            // behind all of the key nothing is left to put in order
            return ofKey.equals(orders.subList(0, keys));
        }

        private boolean accepts(Record row) {
            return filter == null || filter.accepts(row);
        }

        /** Of this page. */
        private int limit() {
            return (int) (top == null ? size : Math.min(size, top));
        }
    }

    /**
     * A page of an answer.
     *
     * @param next the token of the next page, or null at the end
     * @param topLeft what the next page has to be asked for, or null for all
     * @param skipLeft what it has to pass over
     */
    record Page(
            List<Record> rows,
            @Nullable String next,
            @Nullable Long topLeft,
            long skipLeft) {}

    Page page(Caller caller, Question question) {
        return question.orders.isEmpty() ? inOrderOfKey(caller, question) : sorted(caller, question);
    }

    /** Where {@code top} is 0 nothing is read. */
    private Page inOrderOfKey(Caller caller, Question question) {
        String token = question.token;
        Position after = token == null ? Position.BEGIN : Position.of(token, question.set.type());
        Gathering gathering = new Gathering(question, after);
        if (question.limit() > 0) {
            reader.read(question.set, caller, question.filter, after, gathering);
        }
        return gathering.page();
    }

    /** Gathers a page. */
    private static final class Gathering implements FeedReader.Pieces {

        private final Question question;
        private final Position after;
        private final List<Record> rows = new ArrayList<>();
        private long skip;
        private int pieces;
        private int read;
        /** where the page ends, when it is not the last one */
        private @Nullable Position end;

        Gathering(Question question, Position after) {
            this.question = question;
            this.after = after;
            this.skip = question.skip;
        }

        @Override
        public boolean take(List<String> key, List<? extends Record> piece) {
            EntityType type = question.set.type();
            for (Record row : piece) {
                if (after.covers(type.key(row)) || !question.accepts(row)) {
                    continue;
                }
                if (skip > 0) {
                    skip--;
                } else if (rows.size() < question.limit()) {
                    rows.add(row);
                } else {
                    // there is one more
                    end = new Position(type.key(rows.getLast()));
                    return false;
                }
            }
            if (isAllOfTop()) {
                return false;
            }
            pieces++;
            read += piece.isEmpty() ? 0 : 1;
            if (pieces == FeedReader.PIECES_OF_PAGE || read == FeedReader.READ_OF_PAGE) {
                end = new Position(key);
            }
            return end == null;
        }

        private boolean isAllOfTop() {
            return question.top != null && rows.size() == question.top;
        }

        Page page() {
            boolean isLast = end == null || isAllOfTop();
            return new Page(
                    rows,
                    isLast || end == null ? null : end.token(),
                    question.top == null ? null : question.top - rows.size(),
                    skip);
        }
    }

    /** Each page reads all anew. */
    private Page sorted(Caller caller, Question question) {
        List<Record> all = new ArrayList<>();
        readAll(caller, question, row -> {
            all.add(row);
            if (all.size() > MOST_SORTED) {
                throw ODataProblem.TOO_MUCH.because("More than " + MOST_SORTED
                        + " rows would have to be put in order. Leave $orderby out, or name fewer in $filter.");
            }
        });
        all.sort(comparator(question.orders));
        String token = question.token;
        if (token != null && !PLACE.matcher(token).matches()) {
            throw ODataProblem.OPTION.because("$skiptoken is none of this order: follow @odata.nextLink as it is.");
        }
        int from = (int) Math.min(token == null ? question.skip : Long.parseLong(token), all.size());
        int to = (int) Math.min((long) from + question.limit(), all.size());
        Long topLeft = question.top == null ? null : question.top - (to - from);
        boolean isLast = to == all.size() || (topLeft != null && topLeft == 0);
        return new Page(all.subList(from, to), isLast ? null : Integer.toString(to), topLeft, 0);
    }

    private static Comparator<Record> comparator(List<Order> orders) {
        return orders.stream()
                .map(one -> one.descending() ? by(one.by()).reversed() : by(one.by()))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    /** What is null comes before all else. */
    private static Comparator<Record> by(Property property) {
        return Comparator.comparing(property::of, Comparator.nullsFirst(Expression::order));
    }

    /** All rows, whatever page is asked for. */
    long count(Caller caller, Question question) {
        long[] count = new long[1];
        readAll(caller, question, row -> count[0]++);
        return count[0];
    }

    /** @param key that is told whole */
    Optional<Record> one(Caller caller, EntitySet set, Expression key) {
        Question question = new Question(set, key, List.of(), 1L, 0, null, 1);
        return page(caller, question).rows().stream().findFirst();
    }

    private void readAll(Caller caller, Question question, Consumer<Record> each) {
        requireFew(question, reader.pieces(question.set, caller, question.filter), FeedReader.PIECES_AT_ONCE);
        int[] read = new int[1];
        reader.read(question.set, caller, question.filter, Position.BEGIN, (key, rows) -> {
            read[0] += rows.isEmpty() ? 0 : 1;
            requireFew(question, read[0], FeedReader.READ_AT_ONCE);
            rows.stream().filter(question::accepts).forEach(each);
            return true;
        });
    }

    private static void requireFew(Question question, long pieces, int most) {
        if (pieces > most) {
            throw ODataProblem.TOO_MUCH.because("To count or to put in order, more than " + most
                    + (question.set.isOfAgencies() ? " agencies in cycles" : " cycles")
                    + " would have to be read. Name a cycle or agencies in $filter, as in cycle eq 'annual-2023';"
                    + " in the order of the key any number comes, page by page.");
        }
    }
}
