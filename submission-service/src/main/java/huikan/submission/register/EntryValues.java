package huikan.submission.register;

import huikan.canonical.CanonicalJson;
import huikan.service.request.Bounds;
import huikan.service.request.Violations;
import huikan.submission.register.RegisterKind.Field;
import huikan.text.Blank;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an entry says, as its kind wants it: a text, a whole number, a date as text, one of the choices, or yes or no.
 *
 * @param table whether it stands in a table, where choices are written as people call them, and not by their values
 */
record EntryValues(RegisterKind kind, boolean table) {

    /** Of a whole entry: it may change often, and is one document. */
    private static final int MOST_CHARACTERS = 20_000;

    private static final long LARGEST = 999_999_999_999_999L;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final JsonMapper JSON = JsonMapper.shared();

    EntryValues(RegisterKind kind) {
        this(kind, false);
    }

    /**
     * The values in the order of the kind, each of its type.
     *
     * @param errors takes what is wrong, at {@code <pointer>/<field>}; what comes back is right only where there is none
     */
    Map<String, Object> read(Map<String, ?> said, String pointer, Violations errors) {
        said.keySet().stream()
                .filter(name -> kind.field(name).isEmpty())
                .forEach(name -> errors.add(
                        pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                        "register.field-unknown",
                        "There is no field " + name + " in " + kind.id() + "."));
        Map<String, Object> values = new LinkedHashMap<>();
        int characters = 0;
        for (Field field : kind.fields()) {
            String at = pointer + "/" + field.name();
            Object value = said.get(field.name());
            if (value == null || (value instanceof String text && Blank.is(text))) {
                errors.addIf(field.required(), at, "field.missing", field.zh() + " (" + field.en() + ") is required.");
            } else {
                Object read = value(field, value, at, errors);
                if (read != null) {
                    values.put(field.name(), read);
                    characters += read.toString().length();
                }
            }
        }
        errors.addIf(
                characters > MOST_CHARACTERS,
                pointer,
                "text.too-long",
                "At most " + MOST_CHARACTERS + " characters in all; came " + characters + ".");
        return values;
    }

    private @Nullable Object value(Field field, Object value, String at, Violations errors) {
        return switch (field.type()) {
            case TEXT -> value instanceof String text ? text(text.strip(), at, errors) : wrong(field, at, errors);
            case NUMBER ->
                value instanceof Integer || value instanceof Long
                        ? number(((Number) value).longValue(), at, errors)
                        : wrong(field, at, errors);
            case DATE -> value instanceof String text ? date(text, at, errors) : wrong(field, at, errors);
            case AGENCY ->
                value instanceof String text && text.strip().length() <= Bounds.LINE
                        ? text.strip()
                        : wrong(field, at, errors);
            case CHOICE -> value instanceof String text ? choice(field, text, at, errors) : wrong(field, at, errors);
            case YES_NO -> value instanceof Boolean yes ? yes : wrong(field, at, errors);
        };
    }

    private @Nullable Object wrong(Field field, String at, Violations errors) {
        errors.add(
                at,
                "register.type",
                switch (field.type()) {
                    case TEXT -> "It is a text.";
                    case NUMBER -> "It is a whole number.";
                    case DATE -> "It is a date such as 2026-01-31.";
                    case AGENCY -> "It is the code of an agency.";
                    case CHOICE -> "It is one of " + choices(field) + ".";
                    case YES_NO -> table ? "It is 是 or 否 (yes or no)." : "It is true or false.";
                });
        return null;
    }

    private static String text(String text, String at, Violations errors) {
        errors.addIf(
                text.codePointCount(0, text.length()) > Bounds.NOTE,
                at,
                "text.too-long",
                "At most " + Bounds.NOTE + " characters.");
        errors.addIf(
                text.chars().anyMatch(one -> Character.isISOControl(one) && one != '\n' && one != '\r' && one != '\t'),
                at,
                "text.malformed",
                "No control characters.");
        return text;
    }

    private static Long number(long number, String at, Violations errors) {
        errors.addIf(number < 0 || number > LARGEST, at, "number.range", "0 to " + LARGEST + "; came " + number + ".");
        return number;
    }

    private static @Nullable String date(String text, String at, Violations errors) {
        try {
            LocalDate day = LocalDate.parse(text);
            errors.addIf(
                    day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR,
                    at,
                    "date.range",
                    "From the year " + FIRST_YEAR + " to " + LAST_YEAR + ".");
            return day.toString();
        } catch (DateTimeException other) {
            errors.add(at, "register.type", "It is a date such as 2026-01-31.");
            return null;
        }
    }

    private String choice(Field field, String text, String at, Violations errors) {
        errors.addIf(
                field.allChoices().stream().noneMatch(one -> one.value().equals(text)),
                at,
                "register.choice",
                "It is one of " + choices(field) + ".");
        return text;
    }

    private String choices(Field field) {
        return field.allChoices().stream()
                .map(one -> table ? one.zh() + " (" + one.en() + ")" : one.value())
                .collect(Collectors.joining(", "));
    }

    /** What is the same entry has the same. */
    String key(Map<String, Object> values) {
        ObjectNode key = JSON.createObjectNode();
        kind.key().forEach(field -> key.put(field.name(), String.valueOf(values.get(field.name()))));
        return CanonicalJson.digest(key);
    }
}
