package huikan.review.workflow;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Records as documents of the store: each is stored as its own JSON, so that what is stored is what is hashed and shown. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            // what the store keeps beside the record
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    public static ObjectNode tree(Object record) {
        return MAPPER.valueToTree(record);
    }

    /** Of anything, nothing too. */
    public static JsonNode any(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    public static Document document(Object record) {
        return MAPPER.convertValue(record, Document.class);
    }

    public static <T> T read(Document document, Class<T> type) {
        return MAPPER.convertValue(document, type);
    }

    static <T> T read(JsonNode tree, Class<T> type) {
        return MAPPER.treeToValue(tree, type);
    }

    /** As the store has it; null for null and for what is missing. */
    static @Nullable Object plain(JsonNode value) {
        return MAPPER.treeToValue(value, Object.class);
    }

    static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }
}
