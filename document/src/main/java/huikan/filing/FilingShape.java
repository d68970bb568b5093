package huikan.filing;

import huikan.problem.FieldError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private final Fields fields = new Fields();

    List<FieldError> errors() {
        return fields.errors();
    }

    /** The filing, or null when there are {@link #errors()}. */
    @Nullable
    Filing read(JsonNode body) {
        fields.onlyKnown(body, FIELDS, "");
        String cycle = fields.required(body, "cycle", CYCLE);
        String agency = fields.required(body, "agency", AGENCY);
        String title = fields.text(body, "title", "", Fields.LONGEST_LINE);
        String signedBy = fields.text(body, "signedBy", "", Fields.LONGEST_LINE);
        LocalDate signedOn = fields.date(body, "signedOn");
        List<Filing.Section> sections = fields.list(body, "sections", this::section);
        Filing.Figures figures = figures(body);
        Map<String, String> explanations =
                fields.map(body.get("explanations"), "/explanations", CODE, this::explanation);
        List<String> attachments =
                fields.list(body, "attachments", (node, at) -> fields.matching(node, at, ATTACHMENT));
        String replaces = fields.optional(body, "replaces", ID);
        String reason = fields.text(body, "reason", "", Fields.LONGEST_LINE);
        if (cycle == null || agency == null || !fields.errors().isEmpty()) {
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
        if (Fields.isAbsent(node)) {
            return new Filing.Figures(Map.of(), Map.of(), Map.of());
        }
        if (!fields.isObject(node, "/indicators")) {
            return new Filing.Figures(Map.of(), Map.of(), Map.of());
        }
        fields.onlyKnown(node, FIGURE_FIELDS, "/indicators");
        return new Filing.Figures(
                cells(node.get("own"), "/indicators/own"),
                cells(node.get("consolidated"), "/indicators/consolidated"),
                fields.map(node.get("byLevel"), "/indicators/byLevel", LEVEL, this::cells));
    }

    private Map<String, Figure> cells(@Nullable JsonNode node, String at) {
        return fields.map(node, at, CODE, this::figure);
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
            fields.wrong(
                    at,
                    "figure.malformed",
                    "A figure is a whole number, \"N/A\" or, for a rate, a decimal string such as \"48.74\"; "
                            + Fields.shown(node) + " is none of them.");
            return null;
        }
        if (!node.isNumber()) {
            fields.wrong(at, "figure.type", "A figure is a whole number or a string, not " + Fields.shown(node) + ".");
            return null;
        }
        if (!node.isIntegralNumber()) {
            fields.wrong(
                    at,
                    "figure.fractional",
                    "Counts and amounts (in fen) are whole numbers written without point or exponent; came "
                            + Fields.shown(node) + ". A rate is filed as a decimal string.");
            return null;
        }
        if (node.bigIntegerValue().signum() < 0) {
            fields.wrong(at, "figure.negative", "A figure is 0 or more; came " + Fields.shown(node) + ".");
            return null;
        }
        if (!node.canConvertToLong() || node.longValue() > Figure.LARGEST) {
            fields.wrong(
                    at,
                    "figure.too-large",
                    "A figure is at most " + Figure.LARGEST + " (2^53 - 1); came " + Fields.shown(node) + ".");
            return null;
        }
        return new Figure.Whole(node.longValue());
    }

    private Filing.@Nullable Section section(JsonNode node, String at) {
        if (!fields.isObject(node, at)) {
            return null;
        }
        fields.onlyKnown(node, SECTION_FIELDS, at);
        JsonNode kind = node.get("kind");
        String heading = fields.text(node, "heading", at, Fields.LONGEST_LINE);
        String text = fields.text(node, "text", at, Fields.LONGEST_TEXT);
        if (Fields.isAbsent(kind)) {
            fields.wrong(at + "/kind", "field.missing", "A section says its kind: " + kinds() + ".");
            return null;
        }
        if (text == null) {
            if (Fields.isAbsent(node.get("text"))) {
                fields.wrong(at + "/text", "field.missing", "A section has a text, if only an empty one.");
            }
            return null;
        }
        for (Filing.SectionKind known : Filing.SectionKind.values()) {
            if (kind.isString() && known.name().equals(kind.stringValue())) {
                return new Filing.Section(known, heading, text);
            }
        }
        fields.wrong(
                at + "/kind",
                "section.kind",
                "A section's kind is one of " + kinds() + ", not " + Fields.shown(kind) + ".");
        return null;
    }

    private static String kinds() {
        return String.join(
                ", ", Arrays.stream(Filing.SectionKind.values()).map(Enum::name).toList());
    }

    private @Nullable String explanation(JsonNode node, String at) {
        return fields.string(node, at, Fields.LONGEST_TEXT);
    }
}
