package huikan.analytics.rollup;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is stored whole, the same text for the same numbers in every process: all maps are sorted. */
final class Json {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // a number that was not kept yet
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}

    static String text(Object value) {
        return JSON.writeValueAsString(value);
    }

    static <T> T read(Class<T> type, String text) {
        return JSON.readValue(text, type);
    }
}
