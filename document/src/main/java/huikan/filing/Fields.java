package huikan.filing;

import huikan.canonical.CanonicalJson;
import huikan.problem.FieldError;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Takes typed values out of JSON and notes, for each that is not what belongs there, where and why. */
final class Fields {

    static final int LONGEST_LINE = 1_000;
    static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_ITEMS = 1_000;
    /** A hostile body must not make an answer larger than itself. */
    private static final int MOST_ERRORS = 200;

    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    @Nullable
    LocalDate date(JsonNode body, String field) {
        JsonNode node = body.get(field);
        if (isAbsent(node)) {
            return null;
        }
        String word = string(node, "/" + field, LONGEST_LINE);
        try {
            return word == null ? null : LocalDate.parse(word);
        } catch (DateTimeParseException malformed) {
            wrong("/" + field, "date.malformed", "A date is written 2023-12-31; came " + shown(node) + ".");
            return null;
        }
    }

    @Nullable
    String required(JsonNode body, String field, Pattern pattern) {
        JsonNode node = body.get(field);
        if (isAbsent(node)) {
            wrong("/" + field, "field.missing", "\"" + field + "\" is required.");
            return null;
        }
        return matching(node, "/" + field, pattern);
    }

    @Nullable
    String optional(JsonNode body, String field, Pattern pattern) {
        JsonNode node = body.get(field);
        return isAbsent(node) ? null : matching(node, "/" + field, pattern);
    }

    @Nullable
    String matching(JsonNode node, String at, Pattern pattern) {
        String word = string(node, at, LONGEST_LINE);
        if (word == null || pattern.matcher(word).matches()) {
            return word;
        }
        wrong(at, "text.malformed", shown(node) + " does not have the form " + pattern.pattern() + ".");
        return null;
    }

    @Nullable
    String text(JsonNode parent, String field, String at, int longest) {
        JsonNode node = parent.get(field);
        return isAbsent(node) ? null : string(node, at + "/" + field, longest);
    }

    @Nullable
    String string(JsonNode node, String at, int longest) {
        if (!node.isString()) {
            wrong(at, "text.type", "A string belongs here, not " + shown(node) + ".");
            return null;
        }
        String word = node.stringValue();
        if (word.length() > longest) {
            wrong(at, "text.too-long", "At most " + longest + " characters; came " + word.length() + ".");
            return null;
        }
        if (CanonicalJson.hasLoneSurrogate(word)) {
            wrong(at, "text.not-unicode", "The text has half of a surrogate pair, which is no character.");
            return null;
        }
        return word;
    }

    <T> List<T> list(JsonNode body, String field, BiFunction<JsonNode, String, @Nullable T> item) {
        JsonNode node = body.get(field);
        String at = "/" + field;
        if (isAbsent(node)) {
            return List.of();
        }
        if (!node.isArray()) {
            wrong(at, "list.type", "A list belongs here, not " + shown(node) + ".");
            return List.of();
        }
        if (node.size() > MOST_ITEMS) {
            wrong(at, "list.too-long", "At most " + MOST_ITEMS + " items; came " + node.size() + ".");
            return List.of();
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            T read = item.apply(node.get(i), at + "/" + i);
            if (read != null) {
                items.add(read);
            }
        }
        return List.copyOf(items);
    }

    <T> Map<String, T> map(
            @Nullable JsonNode node, String at, Pattern keys, BiFunction<JsonNode, String, @Nullable T> value) {
        Map<String, T> entries = new LinkedHashMap<>();
        if (node == null || node.isNull() || !isObject(node, at)) {
            return entries;
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String here = at + "/" + escaped(entry.getKey());
            if (!keys.matcher(entry.getKey()).matches()) {
                wrong(here, "key.malformed", "A name here has the form " + keys.pattern() + ".");
                continue;
            }
            T read = value.apply(entry.getValue(), here);
            if (read != null) {
                entries.put(entry.getKey(), read);
            }
        }
        return entries;
    }

    void onlyKnown(JsonNode node, Set<String> known, String at) {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                wrong(
                        at + "/" + escaped(name),
                        "field.unknown",
                        "There is no such field; known are "
                                + known.stream().sorted().toList() + ".");
            }
        }
    }

    boolean isObject(JsonNode node, String at) {
        if (!node.isObject()) {
            wrong(at, "object.type", "An object belongs here, not " + shown(node) + ".");
        }
        return node.isObject();
    }

    void wrong(String at, String code, String message) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(at, code, message));
        }
    }

    static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    static String shown(JsonNode node) {
        String json = node.toString();
        return json.length() <= 60 ? json : json.substring(0, 57) + "...";
    }

    private static String escaped(String name) {
        String cut = name.length() <= 100 ? name : name.substring(0, 100);
        return cut.replace("~", "~0").replace("/", "~1");
    }
}
