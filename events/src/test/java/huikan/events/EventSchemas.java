package huikan.events;

import com.github.therapi.runtimejavadoc.ClassJavadoc;
import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The contract of the topics for machines: JSON Schemas of the events and one AsyncAPI document, made from the records. */
final class EventSchemas {

    static final JsonMapper JSON = JsonMapper.shared();
    static final List<Class<? extends Event>> FAMILIES = List.of(
            SubmissionEvent.class,
            ReviewEvent.class,
            SupervisionEvent.class,
            AgencyEvent.class,
            CycleEvent.class,
            AttachmentEvent.class,
            CalendarEvent.class,
            NotificationEvent.class);

    private static final CommentFormatter TEXT = new CommentFormatter();

    private EventSchemas() {}

    /** The records by their names on the wire. */
    static Map<String, Class<?>> events() {
        Map<String, Class<?>> events = new TreeMap<>();
        for (Class<? extends Event> family : FAMILIES) {
            for (Class<?> event : family.getPermittedSubclasses()) {
                events.put(EventFamily.nameOf(event), event);
            }
        }
        return events;
    }

    /** JSON Schema, draft 2020-12; fields that are not in it are allowed. */
    static ObjectNode schema(Class<?> event) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.ADDITIONAL_FIXED_TYPES,
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        config.forFields()
                .withRequiredCheck(field -> !isNullable(field))
                .withNullableCheck(EventSchemas::isNullable)
                .withDescriptionResolver(EventSchemas::described);
        config.forTypesInGeneral()
                .withDescriptionResolver(
                        scope -> text(RuntimeJavadoc.getJavadoc(scope.getType().getErasedType())
                                .getComment()))
                .withCustomDefinitionProvider((type, context) -> JsonNode.class.isAssignableFrom(type.getErasedType())
                        ? new CustomDefinition(JSON.createObjectNode(), true)
                        : null);
        ObjectNode schema = new SchemaGenerator(config.build()).generateSchema(event);
        schema.put("title", EventFamily.nameOf(event));
        return schema;
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable String described(FieldScope field) {
        ClassJavadoc owner = RuntimeJavadoc.getJavadoc(field.getRawMember().getDeclaringClass());
        return owner.getRecordComponents().stream()
                .filter(component -> component.getName().equals(field.getName()))
                .map(ParamJavadoc::getComment)
                .map(EventSchemas::text)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(Comment comment) {
        String text = TEXT.format(comment)
                .replaceAll("<[^>]+>", "")
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() ? null : text;
    }

    /** AsyncAPI 3.0: every topic, who writes it, and its messages with their schemas. */
    static ObjectNode asyncApi() {
        ObjectNode document = JSON.createObjectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Huikan: events")
                .put("version", "1")
                .put(
                        "description",
                        "CloudEvents 1.0 on Kafka, binary mode: the attributes are headers, the value is the payload. "
                                + "An event may come twice, and after a later one of the same key. Unknown types are to be "
                                + "skipped and unknown fields to be ignored; what is here changes only by new optional fields.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        Topics.ALL.forEach(topic -> {
            ObjectNode channel = channels.putObject(topic.name()).put("address", topic.name());
            channel.putObject("messages");
            channel.putObject("bindings").putObject("kafka").set("topicConfiguration", kept(topic.kept()));
            ObjectNode operation = operations
                    .putObject(topic.writer() + "." + topic.name())
                    .put("action", "send")
                    .put("summary", topic.writer() + " alone writes it");
            operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
        });
        ObjectNode messages = document.putObject("components").putObject("messages");
        for (Class<? extends Event> family : FAMILIES) {
            for (Class<?> event : family.getPermittedSubclasses()) {
                String name = EventFamily.nameOf(event);
                Topics.Topic topic = topic(family);
                ((ObjectNode) channels.path(topic.name()).path("messages"))
                        .putObject(name)
                        .put("$ref", "#/components/messages/" + name);
                messages.set(name, message(name, event, topic));
            }
        }
        received(channels, messages);
        return document;
    }

    /** Its record is headers and a value, and no JSON of its own. */
    private static void received(ObjectNode channels, ObjectNode messages) {
        String name = EventFamily.nameOf(SubmissionReceived.class);
        Topics.Topic topic = topic(Topics.SUBMISSIONS_RECEIVED);
        ((ObjectNode) channels.path(topic.name()).path("messages"))
                .putObject(name)
                .put("$ref", "#/components/messages/" + name);
        ObjectNode message = message(name, SubmissionReceived.class, topic);
        ObjectNode headers = (ObjectNode) message.path("headers");
        for (String attribute : List.of("ce_agency", "ce_cycle", "ce_login", "ce_digest")) {
            ((ObjectNode) headers.path("properties")).putObject(attribute).put("type", "string");
            ((ArrayNode) headers.path("required")).add(attribute);
        }
        ((ObjectNode) headers.path("properties"))
                .putObject("ce_idempotencykey")
                .put("type", "string")
                .put("description", "as the client sent it, where it sent one");
        ((ObjectNode) headers.path("properties"))
                .putObject("ce_relayedby")
                .put("type", "string")
                .put("description", "the agency that filed it on behalf of ce_agency, where one did");
        ((ObjectNode) headers.path("properties"))
                .putObject("ce_signedoffby")
                .put("type", "string")
                .put("description", "the login that signed its draft off, where one did");
        message.set(
                "payload",
                JSON.createObjectNode()
                        .put("type", "object")
                        .put("description", "The filing in RFC 8785 form; ce_digest is of these bytes."));
        messages.set(name, message);
    }

    private static Topics.Topic topic(Class<? extends Event> family) {
        return topic(String.valueOf(TOPIC_OF.get(family)));
    }

    private static Topics.Topic topic(String name) {
        return Topics.ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static final Map<Class<?>, String> TOPIC_OF = Map.of(
            SubmissionEvent.class, Topics.SUBMISSIONS,
            ReviewEvent.class, Topics.REVIEWS,
            SupervisionEvent.class, Topics.SUPERVISION,
            AgencyEvent.class, Topics.AGENCIES,
            CycleEvent.class, Topics.CYCLES,
            AttachmentEvent.class, Topics.ATTACHMENTS,
            CalendarEvent.class, Topics.CALENDAR,
            NotificationEvent.class, Topics.NOTIFICATIONS);

    private static ObjectNode message(String name, Class<?> event, Topics.Topic topic) {
        ObjectNode message = JSON.createObjectNode().put("name", name).put("title", name);
        String summary = text(RuntimeJavadoc.getJavadoc(event).getComment());
        if (summary != null) {
            message.put("summary", summary);
        }
        ObjectNode headers = message.putObject("headers").put("type", "object");
        ObjectNode attributes = headers.putObject("properties");
        attributes.putObject("ce_specversion").put("const", "1.0");
        attributes.putObject("ce_id").put("type", "string");
        attributes.putObject("ce_type").put("const", name);
        attributes.putObject("ce_source").put("const", "/" + topic.writer());
        attributes.putObject("ce_subject").put("type", "string");
        attributes.putObject("ce_time").put("type", "string").put("format", "date-time");
        attributes.putObject("content-type").put("const", "application/json");
        attributes
                .putObject("traceparent")
                .put("type", "string")
                .put("description", "W3C Trace Context, where it is traced");
        ArrayNode required = headers.putArray("required");
        attributes.propertyNames().stream()
                .filter(one -> !one.equals("traceparent"))
                .forEach(required::add);
        ObjectNode key = message.putObject("bindings").putObject("kafka").putObject("key");
        key.put("type", "string").put("description", topic.key());
        message.putObject("payload")
                .put("schemaFormat", "application/schema+json;version=draft-2020-12")
                .set("schema", schema(event));
        return message;
    }

    private static ObjectNode kept(Topics.Kept kept) {
        ObjectNode configuration = JSON.createObjectNode();
        switch (kept) {
            case A_FORTNIGHT -> configuration.put("retention.ms", 14L * 24 * 3600 * 1000);
            case FOR_EVER -> configuration.put("retention.ms", -1);
            case LATEST_OF_KEY -> configuration.putArray("cleanup.policy").add("compact");
        }
        return configuration;
    }
}
