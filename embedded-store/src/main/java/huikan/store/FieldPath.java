package huikan.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dotted path, and the values of a document under it that an index has entries for. */
record FieldPath(List<String> parts) {

    static FieldPath of(String dotted) {
        return new FieldPath(List.of(dotted.split("\\.", -1)));
    }

    /**
     * @param values one, or one for each element where the path leads through an array
     * @param throughArray whether it does: the index is multikey
     */
    record Found(List<@Nullable Object> values, boolean throughArray) {

        /** A sparse index has no entry when this is so for all of its fields. */
        boolean missing() {
            return values.size() == 1 && values.getFirst() instanceof Missing;
        }
    }

    Found in(Document document) {
        List<@Nullable Object> values = new ArrayList<>();
        boolean throughArray = collect(document, parts, values);
        if (values.isEmpty()) {
            values.add(Missing.getInstance());
        }
        return new Found(values, throughArray);
    }

    private static boolean collect(@Nullable Object node, List<String> rest, List<@Nullable Object> into) {
        if (node instanceof Collection<?> elements) {
            for (Object element : elements) {
                if (rest.isEmpty()) {
                    into.add(element);
                } else if (element instanceof Document) {
                    collect(element, rest, into);
                }
            }
            if (rest.isEmpty() && elements.isEmpty()) {
                into.add(List.of());
            }
            return true;
        }
        if (rest.isEmpty()) {
            into.add(node);
            return false;
        }
        if (node instanceof Document document) {
            return document.containsKey(rest.getFirst())
                    && collect(document.get(rest.getFirst()), rest.subList(1, rest.size()), into);
        }
        return false;
    }
}
