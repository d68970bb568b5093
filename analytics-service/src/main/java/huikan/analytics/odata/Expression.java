package huikan.analytics.odata;

import huikan.analytics.odata.EntityType.Property;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@code $filter}, with the types checked. Its value is null where OData's logic of three values has it so
 * (URL Conventions 4.0, 5.1.1).
 */
sealed interface Expression {

    /** Null for the literal {@code null}, which fits any. */
    @Nullable
    Edm type();

    @Nullable
    Object of(Record row);

    /** Whether a row is in the answer: what is null is not. */
    default boolean accepts(Record row) {
        return Boolean.TRUE.equals(of(row));
    }

    /**
     * What a property of an accepted row can be at most.
     *
     * @return null for anything
     */
    default @Nullable Set<String> only(String property) {
        return null;
    }

    record Literal(@Nullable Object value, @Nullable Edm type) implements Expression {
        static final Literal NULL = new Literal(null, null);

        @Override
        public @Nullable Object of(Record row) {
            return value;
        }
    }

    record Field(Property property) implements Expression {
        @Override
        public Edm type() {
            return property.type();
        }

        @Override
        public @Nullable Object of(Record row) {
            return property.of(row);
        }

        boolean is(String name) {
            return property.name().equals(name);
        }
    }

    /** With a value of yes, no or, with null, neither. */
    sealed interface Condition extends Expression {
        @Override
        default Edm type() {
            return Edm.BOOLEAN;
        }
    }

    enum Operator {
        EQ(order -> order == 0),
        NE(order -> order != 0),
        GT(order -> order > 0),
        GE(order -> order >= 0),
        LT(order -> order < 0),
        LE(order -> order <= 0);

        private final IntPredicate holds;

        Operator(IntPredicate holds) {
            this.holds = holds;
        }

        boolean isEquality() {
            return this == EQ || this == NE;
        }

        private boolean holds(@Nullable Object left, @Nullable Object right) {
            if (left == null || right == null) {
                // null is equal to null, unequal to all else, and neither more nor less than anything
                return isEquality() && holds.test(left == null && right == null ? 0 : 1);
            }
            return holds.test(order(left, right));
        }
    }

    record Comparison(Operator operator, Expression left, Expression right) implements Condition {
        @Override
        public Boolean of(Record row) {
            return operator.holds(left.of(row), right.of(row));
        }

        @Override
        public @Nullable Set<String> only(String property) {
            if (operator != Operator.EQ) {
                return null;
            }
            if (left instanceof Field field && field.is(property) && right instanceof Literal literal) {
                return Set.of(String.valueOf(literal.value()));
            }
            return right instanceof Field field && field.is(property) && left instanceof Literal literal
                    ? Set.of(String.valueOf(literal.value()))
                    : null;
        }
    }

    /** @param values as {@link #alike} makes them, null among them */
    record In(Expression left, Set<@Nullable Object> values) implements Condition {
        static In of(Expression left, List<Literal> values) {
            Set<@Nullable Object> alike = new HashSet<>();
            values.forEach(one -> alike.add(alike(one.value())));
            return new In(left, alike);
        }

        @Override
        public Boolean of(Record row) {
            return values.contains(alike(left.of(row)));
        }

        @Override
        public @Nullable Set<String> only(String property) {
            if (!(left instanceof Field field) || !field.is(property)) {
                return null;
            }
            Set<String> only = new HashSet<>();
            values.forEach(one -> only.add(String.valueOf(one)));
            return only;
        }
    }

    record Not(Expression of) implements Condition {
        @Override
        public @Nullable Boolean of(Record row) {
            return of.of(row) instanceof Boolean value ? !value : null;
        }
    }

    /**
     * Several conditions in a row.
     *
     * @param all whether they are joined by {@code and}, and not by {@code or}
     */
    record Joined(boolean all, List<Expression> parts) implements Condition {
        @Override
        public @Nullable Boolean of(Record row) {
            boolean known = true;
            for (Expression part : parts) {
                Object value = part.of(row);
                if (value == null) {
                    known = false;
                } else if ((Boolean) value != all) {
                    // one that fails decides of all; one that holds, of any
                    return !all;
                }
            }
            return known ? Boolean.valueOf(all) : null;
        }

        @Override
        public @Nullable Set<String> only(String property) {
            List<Set<String>> told = new ArrayList<>();
            parts.forEach(part -> Optional.ofNullable(part.only(property)).ifPresent(told::add));
            if (told.isEmpty() || (!all && told.size() < parts.size())) {
                return null;
            }
            Set<String> only = new HashSet<>(told.getFirst());
            told.forEach(one -> {
                if (all) {
                    only.retainAll(one);
                } else {
                    only.addAll(one);
                }
            });
            return only;
        }
    }

    enum Function {
        CONTAINS(String::contains),
        STARTSWITH(String::startsWith),
        ENDSWITH(String::endsWith);

        private final BiPredicate<String, String> holds;

        Function(BiPredicate<String, String> holds) {
            this.holds = holds;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Call(Function function, Expression text, Expression part) implements Condition {
        @Override
        public @Nullable Boolean of(Record row) {
            return (text.of(row) instanceof String whole && part.of(row) instanceof String some)
                    ? function.holds.test(whole, some)
                    : null;
        }
    }

    /** Of two values of one type, or two numbers. */
    static int order(Object left, Object right) {
        if (left instanceof Number && right instanceof Number) {
            return left instanceof Long one && right instanceof Long other
                    ? Long.compare(one, other)
                    : decimal(left).compareTo(decimal(right));
        }
        @SuppressWarnings("unchecked")
        Comparable<Object> comparable = (Comparable<Object>) left;
        return comparable.compareTo(right);
    }

    private static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf((Long) number);
    }

    /** Equal objects for numbers that are equal. */
    private static @Nullable Object alike(@Nullable Object value) {
        return value instanceof Number ? decimal(value).stripTrailingZeros() : value;
    }
}
