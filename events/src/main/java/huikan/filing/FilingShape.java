package huikan.filing;

import huikan.problem.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a JSON object into a {@link Filing}, or collects every reason why it is none. */
final class FilingShape {

    private static final Set<String> FIELDS = Set.of(
            "cycle",
            "agency",
            "title",
            "signedBy",
            "signedOn",
            "sections",
            "indicators",
            "explanations",
            "attachments",
            "replaces",
            "reason");
    private static final Set<String> SECTION_FIELDS = Set.of("kind", "heading", "text");
    private static final Set<String> FIGURE_FIELDS = Set.of("own", "consolidated", "byLevel");
    private static final Pattern CYCLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final Pattern AGENCY = Pattern.compile("[0-9]{6,12}-[a-z][a-z0-9-]{0,31}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{0,31}");
    private static final Pattern LEVEL = Pattern.compile("PROVINCE|CITY|COUNTY|TOWNSHIP");
    private static final Pattern ATTACHMENT = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,6})?");
    private static final int LONGEST_LINE = 1_000;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_ITEMS = 1_000;
    /** A hostile body must not make an answer larger than itself. */
    private static final int MOST_ERRORS = 200;

    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** The filing, or null when there are {@link #errors()}. */
    @Nullable
    Filing read(JsonNode body) {
        onlyKnown(body, FIELDS, "");
        String cycle = required(body, "cycle", CYCLE);
        String agency = required(body, "agency", AGENCY);
        String title = text(body, "title", "", LONGEST_LINE);
        String signedBy = text(body, "signedBy", "", LONGEST_LINE);
        LocalDate signedOn = date(body, "signedOn");
        List<Filing.Section> sections = list(body, "sections", this::section);
        Filing.Figures figures = figures(body);
        Map<String, String> explanations = map(body.get("explanations"), "/explanations", CODE, this::explanation);
        List<String> attachments = list(body, "attachments", (node, at) -> matching(node, at, ATTACHMENT));
        String replaces = optional(body, "replaces", ID);
        String reason = text(body, "reason", "", LONGEST_LINE);
        if (cycle == null || agency == null || !errors.isEmpty()) {
            return null;
        }
        return new Filing(
                cycle,
                agency,
                title,
                signedBy,
                signedOn,
                sections,
                figures,
                explanations,
                attachments,
                replaces,
                reason);
    }

    private Filing.Figures figures(JsonNode body) {
        JsonNode node = body.get("indicators");
        if (isAbsent(node)) {
            return new Filing.Figures(Map.of(), Map.of(), Map.of());
        }
        if (!isObject(node, "/indicators")) {
            return new Filing.Figures(Map.of(), Map.of(), Map.of());
        }
        onlyKnown(node, FIGURE_FIELDS, "/indicators");
        return new Filing.Figures(
                cells(node.get("own"), "/indicators/own"),
                cells(node.get("consolidated"), "/indicators/consolidated"),
                map(node.get("byLevel"), "/indicators/byLevel", LEVEL, this::cells));
    }

    private Map<String, Figure> cells(@Nullable JsonNode node, String at) {
        return map(node, at, CODE, this::figure);
    }

    private @Nullable Figure figure(JsonNode node, String at) {
        if (node.isString()) {
            String word = node.stringValue();
            if (word.equals(Figure.NOT_APPLICABLE)) {
                return new Figure.NotApplicable();
            }
            if (DECIMAL.matcher(word).matches()) {
                return new Figure.Decimal(new BigDecimal(word));
            }
            wrong(
                    at,
                    "figure.malformed",
                    "A figure is a whole number, \"N/A\" or, for a rate, a decimal string such as \"48.74\"; "
                            + shown(node) + " is none of them.");
            return null;
        }
        if (!node.isNumber()) {
            wrong(at, "figure.type", "A figure is a whole number or a string, not " + shown(node) + ".");
            return null;
        }
        if (!node.isIntegralNumber()) {
            wrong(
                    at,
                    "figure.fractional",
                    "Counts and amounts (in fen) are whole numbers written without point or exponent; came "
                            + shown(node) + ". A rate is filed as a decimal string.");
            return null;
        }
        if (node.bigIntegerValue().signum() < 0) {
            wrong(at, "figure.negative", "A figure is 0 or more; came " + shown(node) + ".");
            return null;
        }
        if (!node.canConvertToLong() || node.longValue() > Figure.LARGEST) {
            wrong(
                    at,
                    "figure.too-large",
                    "A figure is at most " + Figure.LARGEST + " (2^53 - 1); came " + shown(node) + ".");
            return null;
        }
        return new Figure.Whole(node.longValue());
    }

    private Filing.@Nullable Section section(JsonNode node, String at) {
        if (!isObject(node, at)) {
            return null;
        }
        onlyKnown(node, SECTION_FIELDS, at);
        JsonNode kind = node.get("kind");
        String heading = text(node, "heading", at, LONGEST_LINE);
        String text = text(node, "text", at, LONGEST_TEXT);
        if (isAbsent(kind)) {
            wrong(at + "/kind", "field.missing", "A section says its kind: " + kinds() + ".");
            return null;
        }
        if (text == null) {
            if (isAbsent(node.get("text"))) {
                wrong(at + "/text", "field.missing", "A section has a text, if only an empty one.");
            }
            return null;
        }
        for (Filing.SectionKind known : Filing.SectionKind.values()) {
            if (kind.isString() && known.name().equals(kind.stringValue())) {
                return new Filing.Section(known, heading, text);
            }
        }
        wrong(at + "/kind", "section.kind", "A section's kind is one of " + kinds() + ", not " + shown(kind) + ".");
        return null;
    }

    private static String kinds() {
        return String.join(
                ", ", Arrays.stream(Filing.SectionKind.values()).map(Enum::name).toList());
    }

    private @Nullable String explanation(JsonNode node, String at) {
        return string(node, at, LONGEST_TEXT);
    }

    private @Nullable LocalDate date(JsonNode body, String field) {
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

    private @Nullable String required(JsonNode body, String field, Pattern pattern) {
        JsonNode node = body.get(field);
        if (isAbsent(node)) {
            wrong("/" + field, "field.missing", "\"" + field + "\" is required.");
            return null;
        }
        return matching(node, "/" + field, pattern);
    }

    private @Nullable String optional(JsonNode body, String field, Pattern pattern) {
        JsonNode node = body.get(field);
        return isAbsent(node) ? null : matching(node, "/" + field, pattern);
    }

    private @Nullable String matching(JsonNode node, String at, Pattern pattern) {
        String word = string(node, at, LONGEST_LINE);
        if (word == null || pattern.matcher(word).matches()) {
            return word;
        }
        wrong(at, "text.malformed", shown(node) + " does not have the form " + pattern.pattern() + ".");
        return null;
    }

    private @Nullable String text(JsonNode parent, String field, String at, int longest) {
        JsonNode node = parent.get(field);
        return isAbsent(node) ? null : string(node, at + "/" + field, longest);
    }

    private @Nullable String string(JsonNode node, String at, int longest) {
        if (!node.isString()) {
            wrong(at, "text.type", "A string belongs here, not " + shown(node) + ".");
            return null;
        }
        String word = node.stringValue();
        if (word.length() > longest) {
            wrong(at, "text.too-long", "At most " + longest + " characters; came " + word.length() + ".");
            return null;
        }
        if (hasLoneSurrogate(word)) {
            wrong(at, "text.not-unicode", "The text has half of a surrogate pair, which is no character.");
            return null;
        }
        return word;
    }

    private <T> List<T> list(JsonNode body, String field, BiFunction<JsonNode, String, @Nullable T> item) {
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

    private <T> Map<String, T> map(
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

    private void onlyKnown(JsonNode node, Set<String> known, String at) {
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

    private boolean isObject(JsonNode node, String at) {
        if (!node.isObject()) {
            wrong(at, "object.type", "An object belongs here, not " + shown(node) + ".");
        }
        return node.isObject();
    }

    private void wrong(String at, String code, String message) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(at, code, message));
        }
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    private static String shown(JsonNode node) {
        String json = node.toString();
        return json.length() <= 60 ? json : json.substring(0, 57) + "...";
    }

    private static String escaped(String name) {
        String cut = name.length() <= 100 ? name : name.substring(0, 100);
        return cut.replace("~", "~0").replace("/", "~1");
    }

    private static boolean hasLoneSurrogate(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isSurrogate(word.charAt(i))) {
                if (!Character.isHighSurrogate(word.charAt(i))
                        || i + 1 == word.length()
                        || !Character.isLowSurrogate(word.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
