package huikan.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Projection push-down: the top-level fields that the projection shows, or that the filter or the sort needs. The rest of a
 * document, most of all its trail, is not decoded.
 */
final class NeededFields {

    static final NeededFields ALL = new NeededFields(null);

    private static final Set<String> COMBINATIONS = Set.of("$and", "$or", "$nor");

    private final @Nullable Predicate<String> wanted;

    private NeededFields(@Nullable Predicate<String> wanted) {
        this.wanted = wanted;
    }

    /** @param stored as {@link Bson} */
    Document read(byte[] stored) {
        return wanted == null ? Bson.document(stored) : Bson.document(stored, wanted);
    }

    static NeededFields of(Document query, @Nullable Document orderBy, @Nullable Document projection) {
        Set<String> asked = new HashSet<>(Set.of("_id"));
        if (projection == null || projection.isEmpty() || !isPlain(projection) || !collect(query, asked)) {
            return ALL;
        }
        if (orderBy != null) {
            orderBy.keySet().forEach(path -> asked.add(Utils.firstFragment(path)));
        }
        boolean shown = projection.entrySet().stream().anyMatch(field -> Utils.isTrue(field.getValue()));
        if (shown) {
            projection.keySet().forEach(path -> asked.add(Utils.firstFragment(path)));
            return new NeededFields(asked::contains);
        }
        Set<String> hidden = new HashSet<>(projection.keySet());
        hidden.removeAll(asked);
        return new NeededFields(name -> !hidden.contains(name));
    }

    /** Only includes or excludes fields, and computes none. */
    private static boolean isPlain(Document projection) {
        return projection.entrySet().stream()
                .allMatch(field -> !field.getKey().contains("$")
                        && (field.getValue() instanceof Number || field.getValue() instanceof Boolean));
    }

    /** Adds the fields of a query; false when it may read any. */
    private static boolean collect(Document query, Set<String> into) {
        for (Map.Entry<String, Object> condition : query.entrySet()) {
            if (!condition.getKey().startsWith("$")) {
                into.add(Utils.firstFragment(condition.getKey()));
            } else if (!COMBINATIONS.contains(condition.getKey())
                    || !(condition.getValue() instanceof Collection<?> parts)
                    || !parts.stream().allMatch(part -> part instanceof Document one && collect(one, into))) {
                return false;
            }
        }
        return true;
    }
}
