package huikan.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas are those of the records, and whoever reads or wrote by an earlier one still can. */
class EventSchemasTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path PUBLISHED = Path.of("src/main/resources/contract");
    /** One folder a release, as it was published; nothing in it is ever changed. */
    private static final Path RELEASED = Path.of("src/test/resources/released");

    static Stream<String> names() {
        return EventSchemas.events().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_published_schema_is_that_of_its_record(String name) throws IOException {
        isPublished(
                "schemas/" + name + ".json",
                EventSchemas.schema(Objects.requireNonNull(EventSchemas.events().get(name))));
    }

    @Test
    void the_published_document_is_that_of_the_topics() throws IOException {
        isPublished("asyncapi.json", EventSchemas.asyncApi());
    }

    private static void isPublished(String file, JsonNode now) throws IOException {
        String text = JSON.writeValueAsString(now) + "\n";
        Path found = Path.of("target/contract").resolve(file);
        Files.createDirectories(found.getParent());
        Files.writeString(found, text);
        Path published = PUBLISHED.resolve(file);
        if (!Files.exists(published) || !Files.readString(published).equals(text)) {
            fail("%s is not what the records say: look at events/%s, and copy it there", published, found);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_sample_keeps_to_its_schema(String name) throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(PUBLISHED.resolve("schemas/" + name + ".json")));
        String sample = Files.readString(Path.of("src/test/resources/samples/" + name + ".json"));
        assertThat(schema.validate(sample, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void every_release_can_still_be_read_and_its_readers_still_can_read() throws IOException {
        List<String> breaks = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RELEASED)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path now = PUBLISHED.resolve("schemas").resolve(file.getFileName());
                if (Files.exists(now)) {
                    Compatibility.breaks(JSON.readTree(Files.readString(file)), JSON.readTree(Files.readString(now)))
                            .forEach(one -> breaks.add(file + ": " + one));
                } else {
                    breaks.add(file + ": the event is gone, and old ones are kept for ever");
                }
            }
        }
        assertThat(breaks)
                .as("such a change needs a new version of the event beside the old one")
                .isEmpty();
    }

    @Test
    void what_breaks_a_reader_is_found() {
        String before = """
                {"type": "object", "required": ["a"], "properties": {
                   "a": {"type": "string", "enum": ["X", "Y"]}, "b": {"type": ["string", "null"]},
                   "c": {"type": "array", "items": {"type": "object", "required": ["d"], "properties": {"d": {"type": "integer"}}}}}}
                """;
        assertThat(breaks(before, before)).isEmpty();
        assertThat(breaks(before, with(before, "/properties", "e", "{\"type\": \"string\"}")))
                .isEmpty();
        assertThat(breaks(before, with(before, "", "required", "[\"a\", \"b\"]")))
                .containsExactly("/b is required now: old events lack it");
        assertThat(breaks(before, with(before, "", "required", "[]")))
                .containsExactly("/a is not required any more: old readers need it");
        assertThat(breaks(before, with(before, "/properties/a", "enum", "[\"X\"]")))
                .containsExactly("/a changed its enum");
        assertThat(breaks(before, with(before, "/properties/b", "type", "\"integer\"")))
                .containsExactly("/b changed its type");
        assertThat(breaks(before, with(before, "/properties/c/items/properties", "d", "{\"type\": \"string\"}")))
                .containsExactly("/c[]/d changed its type");
        ObjectNode without = (ObjectNode) JSON.readTree(before);
        ((ObjectNode) without.path("properties")).remove("b");
        assertThat(breaks(before, without.toString())).containsExactly("/b is gone");
    }

    private static List<String> breaks(String before, String now) {
        return Compatibility.breaks(JSON.readTree(before), JSON.readTree(now));
    }

    private static String with(String schema, String at, String field, String value) {
        ObjectNode changed = (ObjectNode) JSON.readTree(schema.getBytes(StandardCharsets.UTF_8));
        ((ObjectNode) changed.at(at)).set(field, JSON.readTree(value));
        return changed.toString();
    }
}
