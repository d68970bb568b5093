package huikan.analytics.rollup;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** States and rollups as JSON, the same bytes for the same numbers: all maps are sorted. */
final class Json {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Json() {}

    static <T> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? new byte[0] : JSON.writeValueAsBytes(value),
                (topic, bytes) -> read(type, bytes));
    }

    @SuppressWarnings("NullAway") // Kafka's serdes pass null through
    private static <T> T read(Class<T> type, byte @Nullable [] bytes) {
        return bytes == null || bytes.length == 0 ? null : JSON.readValue(bytes, type);
    }

    static byte[] bytes(Rollup rollup) {
        return JSON.writeValueAsBytes(rollup);
    }

    static String text(Rollup rollup) {
        return JSON.writeValueAsString(rollup);
    }

    static Rollup rollup(byte[] bytes) {
        return JSON.readValue(bytes, Rollup.class);
    }

    static Rollup rollup(String text) {
        return rollup(text.getBytes(StandardCharsets.UTF_8));
    }
}
