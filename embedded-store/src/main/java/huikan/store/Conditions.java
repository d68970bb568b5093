package huikan.store;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The predicates of a query that an index can serve, by field. The matcher checks the whole query on every document that the
 * index scan returns.
 */
final class Conditions {

    /**
     * The predicates of one field.
     *
     * @param points the values of {@code $eq} or {@code $in} as {@link KeyBytes}, or null without such a predicate
     * @param values the same, not encoded
     * @param present no document without the field matches
     */
    record Field(
            @Nullable List<byte[]> points,
            List<Object> values,
            @Nullable Bound lower,
            @Nullable Bound upper,
            boolean present) {

        private static final Field ANY = new Field(null, List.of(), null, null, false);

        boolean isRange() {
            return points == null && (lower != null || upper != null);
        }
    }

    /** A bound of a range predicate. */
    static final class Bound {
        final byte[] value;
        final boolean inclusive;

        Bound(byte[] value, boolean inclusive) {
            this.value = value;
            this.inclusive = inclusive;
        }
    }

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private boolean complete = true;

    private Conditions() {}

    static Conditions of(Document query) {
        Conditions conditions = new Conditions();
        conditions.read(query);
        return conditions;
    }

    Field field(String path) {
        return fields.getOrDefault(path, Field.ANY);
    }

    /** The query is nothing but {@code $eq} and {@code $in} on these fields: no document has to be looked at. */
    boolean onlyPoints(Collection<String> paths) {
        return complete
                && paths.containsAll(fields.keySet())
                && fields.values().stream().allMatch(field -> field.points() != null);
    }

    private void read(Document query) {
        query.forEach((key, asked) -> {
            if (key.equals("$and") && asked instanceof Collection<?> parts) {
                parts.forEach(part -> read((Document) part));
            } else if (key.startsWith("$")) {
                complete = false;
            } else {
                readField(key, asked);
            }
        });
    }

    private void readField(String path, @Nullable Object asked) {
        if (asked instanceof Document operators && isOperators(operators)) {
            operators.forEach((operator, operand) -> readOperator(path, operator, operand));
        } else {
            points(path, Arrays.asList(asked));
        }
    }

    private static boolean isOperators(Document asked) {
        return !BsonRegularExpression.isRegularExpression(asked)
                && asked.keySet().stream().findFirst().orElse("").startsWith("$");
    }

    private void readOperator(String path, String operator, @Nullable Object operand) {
        switch (operator) {
            case "$eq" -> points(path, Arrays.asList(operand));
            case "$in" -> points(path, operand instanceof Collection<?> list ? new ArrayList<>(list) : List.of());
            case "$gt" -> bound(path, operand, true, false);
            case "$gte" -> bound(path, operand, true, true);
            case "$lt" -> bound(path, operand, false, false);
            case "$lte" -> bound(path, operand, false, true);
            case "$exists" -> {
                complete = false;
                if (Boolean.TRUE.equals(operand)) {
                    fields.compute(path, (name, known) -> present(known == null ? Field.ANY : known));
                }
            }
            default -> complete = false;
        }
    }

    private void points(String path, List<?> values) {
        Field known = field(path);
        if (known.points() != null || !values.stream().allMatch(Conditions::isPlain)) {
            complete = false;
            return;
        }
        TreeSet<byte[]> points = new TreeSet<>(Arrays::compareUnsigned);
        values.forEach(value -> points.add(KeyBytes.of(value)));
        boolean present = known.present() || !values.contains(null);
        fields.put(
                path, new Field(List.copyOf(points), new ArrayList<>(values), known.lower(), known.upper(), present));
    }

    private void bound(String path, @Nullable Object value, boolean lower, boolean inclusive) {
        complete = false;
        Field known = field(path);
        if (value == null || !isPlain(value) || (lower ? known.lower() : known.upper()) != null) {
            return;
        }
        Bound bound = new Bound(KeyBytes.of(value), inclusive);
        fields.put(
                path,
                new Field(
                        known.points(),
                        known.values(),
                        lower ? bound : known.lower(),
                        lower ? known.upper() : bound,
                        true));
    }

    private static Field present(Field known) {
        return new Field(known.points(), known.values(), known.lower(), known.upper(), true);
    }

    /** Documents, arrays and regular expressions are left to the matcher. */
    private static boolean isPlain(@Nullable Object value) {
        return !(value instanceof Document || value instanceof Collection<?> || value instanceof BsonRegularExpression);
    }
}
