package huikan.store;

import huikan.store.Conditions.Bound;
import huikan.store.Conditions.Field;
import org.jspecify.annotations.Nullable;

/** A stretch of a {@link SecondaryIndex}: from a key to before another. */
final class Range {

    /** How many bytes all its keys have in common; what follows them is ordered. */
    final int prefix;

    final byte[] from;
    final byte[] before;

    private Range(int prefix, byte[] from, byte[] before) {
        this.prefix = prefix;
        this.from = from;
        this.before = before;
    }

    /** All that begins with these bytes. */
    static Range of(byte[] prefix) {
        return new Range(prefix.length, prefix, KeyBytes.after(prefix));
    }

    /** All that begins with these bytes and goes on with a value of one of the index's fields within its bounds. */
    static Range of(byte[] prefix, SecondaryIndex index, int field, Field asked) {
        // of an array one element may satisfy the one bound, and another the other
        boolean one = index.hasArrays(field) && asked.lower() != null;
        Bound lower = asked.lower();
        Bound upper = one ? null : asked.upper();
        boolean ascending = index.getKeys().get(field).isAscending();
        Bound first = ascending ? lower : upper;
        Bound last = ascending ? upper : lower;
        byte[] from = first != null
                ? edge(index.component(field, first.value), !first.inclusive)
                : KeyBytes.typeBegin(index.component(field, value(last)));
        byte[] before = last != null
                ? edge(index.component(field, last.value), last.inclusive)
                : KeyBytes.typeEnd(index.component(field, value(first)));
        return new Range(prefix.length, KeyBytes.concat(prefix, from), KeyBytes.concat(prefix, before));
    }

    private static byte[] value(@Nullable Bound bound) {
        if (bound == null) {
            throw new IllegalArgumentException("a range has an end");
        }
        return bound.value;
    }

    private static byte[] edge(byte[] value, boolean behind) {
        return behind ? KeyBytes.after(value) : value;
    }
}
