package huikan.submission.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What differs between two filings, field by field. */
final class Changes {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Changes() {}

    /** ADDED: only in the new one. REMOVED: only in the old one. */
    enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * One place.
     *
     * @param pointer RFC 6901, into the document that has it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            String pointer,
            Kind kind,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /**
     * @param before JSON
     * @param after JSON
     */
    static List<Change> between(String before, String after) {
        List<Change> changes = new ArrayList<>();
        compare("", JSON.readTree(before), JSON.readTree(after), changes);
        // what makes it a correction is no change of what was reported
        changes.removeIf(change ->
                change.pointer().equals("/replaces") || change.pointer().equals("/reason"));
        return changes;
    }

    private static void compare(String at, JsonNode before, JsonNode after, List<Change> changes) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (String name : names) {
                step(at + "/" + name.replace("~", "~0").replace("/", "~1"), before.get(name), after.get(name), changes);
            }
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                step(at + "/" + i, before.get(i), after.get(i), changes);
            }
        } else {
            changes.add(new Change(at, Kind.CHANGED, before, after));
        }
    }

    private static void step(String at, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> changes) {
        if (before == null) {
            changes.add(new Change(at, Kind.ADDED, null, after));
        } else if (after == null) {
            changes.add(new Change(at, Kind.REMOVED, before, null));
        } else {
            compare(at, before, after, changes);
        }
    }
}
