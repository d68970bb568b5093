package huikan.analytics.odata;

import huikan.analytics.odata.EntityType.Property;
import huikan.service.problem.ProblemException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer, whole before its first byte is sent.
 *
 * @param type {@code Content-Type}
 */
record Answer(int status, String type, String body) {

    private static final String CONTEXT = "@odata.context";

    static Answer text(String type, String body) {
        return new Answer(200, type, body);
    }

    static Answer of(ProblemException occurred) {
        return json(occurred.problem().kind().status(), Format.USUAL, json -> {
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("code", occurred.problem().kind().code());
            json.writeStringProperty("message", occurred.detail());
            json.writeEndObject();
        });
    }

    /** The service document. */
    static Answer service(String root, Format format) {
        return json(200, format, json -> {
            writeContext(json, format, root + "$metadata");
            json.writeArrayPropertyStart("value");
            for (EntitySet set : EntitySet.values()) {
                json.writeStartObject();
                json.writeStringProperty("name", set.title());
                json.writeStringProperty("kind", "EntitySet");
                json.writeStringProperty("url", set.title());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /**
     * @param count null where it is not asked for
     * @param next the address of the next page, or null
     */
    static Answer page(
            String context,
            Format format,
            List<Property> selected,
            List<Record> rows,
            @Nullable Long count,
            @Nullable String next) {
        return json(200, format, json -> {
            writeContext(json, format, context);
            if (count != null) {
                json.writeName("@odata.count");
                write(json, format, count);
            }
            json.writeArrayPropertyStart("value");
            for (Record row : rows) {
                json.writeStartObject();
                write(json, format, selected, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (next != null) {
                json.writeStringProperty("@odata.nextLink", next);
            }
        });
    }

    static Answer one(String context, Format format, List<Property> selected, Record row) {
        return json(200, format, json -> {
            writeContext(json, format, context + "/$entity");
            write(json, format, selected, row);
        });
    }

    /** What the context says of a set: of which all, or some properties. */
    static String context(String root, EntitySet set, List<Property> selected) {
        String some = selected.stream().map(Property::name).collect(Collectors.joining(",", "(", ")"));
        return root + "$metadata#" + set.title()
                + (selected.size() == set.type().properties().size() ? "" : some);
    }

    private interface Writing {
        void to(JsonGenerator json);
    }

    private static Answer json(int status, Format format, Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            json.writeStartObject();
            writing.to(json);
            json.writeEndObject();
        }
        return new Answer(status, format.title(), text.toString());
    }

    private static void writeContext(JsonGenerator json, Format format, String context) {
        if (format.minimal()) {
            json.writeStringProperty(CONTEXT, context);
        }
    }

    private static void write(JsonGenerator json, Format format, List<Property> selected, Record row) {
        for (Property property : selected) {
            json.writeName(property.name());
            write(json, format, property.of(row));
        }
    }

    private static void write(JsonGenerator json, Format format, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case Long number when !format.numbersAsStrings() -> json.writeNumber(number);
            case BigDecimal number when !format.numbersAsStrings() -> json.writeNumber(number);
            case BigDecimal number -> json.writeString(number.toPlainString());
            case Boolean yes -> json.writeBoolean(yes);
            case Instant instant ->
                json.writeString(instant.truncatedTo(ChronoUnit.MILLIS).toString());
            default -> json.writeString(value.toString());
        }
    }
}
