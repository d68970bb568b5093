package huikan.store;

import huikan.store.Conditions.Bound;
import huikan.store.Conditions.Field;
import org.jspecify.annotations.Nullable;

/** A key range of a {@link SecondaryIndex}: from a key to before another. */
final class Range {

    /** Length of the prefix that all its keys have in common. */
    final int prefix;

    final byte[] from;
    final byte[] before;

    private Range(int prefix, byte[] from, byte[] before) {
        this.prefix = prefix;
        this.from = from;
        this.before = before;
    }

    /** A prefix scan. */
    static Range of(byte[] prefix) {
        return new Range(prefix.length, prefix, KeyBytes.after(prefix));
    }

    /** A range scan: this prefix, then a value of the next field within its bounds. A missing bound is that of the BSON type. */
    static Range of(byte[] prefix, SecondaryIndex index, int field, Field asked) {
        // one element of an array may satisfy one bound, another element the other: only one bound can be used
        boolean one = index.isMultikey(field) && asked.lower() != null;
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
            throw new IllegalArgumentException("a range needs a bound");
        }
        return bound.value;
    }

    private static byte[] edge(byte[] value, boolean behind) {
        return behind ? KeyBytes.after(value) : value;
    }
}
