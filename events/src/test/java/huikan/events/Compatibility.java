package huikan.events;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What separates two schemas of one event in either direction: old events are read by new services for ever, and new
 * events by services that were not yet replaced. Only fields that may be missing can be added.
 */
final class Compatibility {

    /** Keywords that say what a value is. */
    private static final List<String> MEANING = List.of("type", "enum", "format", "const", "anyOf", "$ref");

    private final JsonNode before;
    private final JsonNode now;
    private final List<String> breaks = new ArrayList<>();

    private Compatibility(JsonNode before, JsonNode now) {
        this.before = before;
        this.now = now;
    }

    static List<String> breaks(JsonNode before, JsonNode now) {
        Compatibility comparison = new Compatibility(before, now);
        comparison.compare("", before, now);
        comparison.definitions();
        return comparison.breaks;
    }

    /** Shared parts; a reference to one keeps its name. */
    private void definitions() {
        for (Map.Entry<String, JsonNode> one : before.path("$defs").properties()) {
            JsonNode other = now.at("/$defs/" + one.getKey());
            if (!other.isMissingNode()) {
                compare("#" + one.getKey(), one.getValue(), other);
            }
        }
    }

    private void compare(String at, JsonNode old, JsonNode current) {
        for (String keyword : MEANING) {
            if (!old.path(keyword).equals(current.path(keyword))) {
                breaks.add(at + " changed its " + keyword);
            }
        }
        Set<String> needed = required(old);
        Set<String> neededNow = required(current);
        neededNow.stream()
                .filter(field -> !needed.contains(field))
                .forEach(field -> breaks.add(at + "/" + field + " is required now: old events lack it"));
        needed.stream()
                .filter(field -> !neededNow.contains(field))
                .forEach(field -> breaks.add(at + "/" + field + " is not required any more: old readers need it"));
        for (Map.Entry<String, JsonNode> field : old.path("properties").properties()) {
            JsonNode same = current.path("properties").get(field.getKey());
            if (same == null) {
                breaks.add(at + "/" + field.getKey() + " is gone");
            } else {
                compare(at + "/" + field.getKey(), field.getValue(), same);
            }
        }
        if (old.path("items").isObject()) {
            compare(at + "[]", old.path("items"), current.path("items"));
        }
        if (old.path("additionalProperties").isObject()) {
            compare(at + "{}", old.path("additionalProperties"), current.path("additionalProperties"));
        }
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> names = new LinkedHashSet<>();
        schema.path("required").forEach(name -> names.add(name.asString()));
        return names;
    }
}
