package huikan.analytics.rollup;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** States and rollups as JSON, the same bytes for the same numbers: all maps are sorted. */
final class Json {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final ObjectReader HEADS =
            JSON.readerFor(Rollup.Head.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

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

    static Rollup rollup(byte[] bytes) {
        return JSON.readValue(bytes, Rollup.class);
    }

    /** Passes over the sums, which are most of it. */
    static Rollup.Head head(byte[] rollup) {
        return HEADS.readValue(rollup);
    }

    static Rollup rollup(String text) {
        return rollup(text.getBytes(StandardCharsets.UTF_8));
    }
}
