package huikan.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CanonicalJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** RFC 8785, appendix B, and what Java itself would write in another way. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1.0, 1",
        "1e3, 1000",
        "1E21, 1e+21",
        "100000000000000000000, 100000000000000000000",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "333333333.33333329, 333333333.3333333",
        "4.50, 4.5",
        "5e-324, 5e-324",
        "9007199254740992, 9007199254740992",
        "9007199254740993, 9007199254740992",
        "-9223372036854775808, -9223372036854776000"
    })
    void numbers_are_written_as_ecmascript_does(String written, String canonical) {
        assertThat(text(JSON.readTree("[" + written + "]"))).isEqualTo("[" + canonical + "]");
    }

    @Test
    void words_are_escaped_no_more_than_needed() {
        assertThat(text(NODES.objectNode().put("€/\u007f", "\u0000\u001f\b\t\n\f\r\"\\/</script>\u2028😀")))
                .isEqualTo("{\"€/\u007f\":\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/</script>\u2028😀\"}");
    }

    /** Sorted by UTF-16 code units: the emoji, which is a surrogate pair, before U+FB33. */
    @Test
    void names_are_sorted_at_every_depth() {
        assertThat(text(JSON.readTree("{\"\\uFB33\":1,\"b\":[{\"d\":1,\"c\":2}],\"😀\":2,\"\\r\":3,\"a\":{}}")))
                .isEqualTo("{\"\\r\":3,\"a\":{},\"b\":[{\"c\":2,\"d\":1}],\"😀\":2,\"\uFB33\":1}");
    }

    @Test
    void any_value_has_the_bytes_that_the_reference_implementation_gives_it() throws IOException {
        Random random = new Random(8785);
        for (int i = 0; i < 3_000; i++) {
            JsonNode value = any(random, 0);
            assertThat(CanonicalJson.bytes(value))
                    .as("%s", value)
                    .isEqualTo(new JsonCanonicalizer(JSON.writeValueAsString(value)).getEncodedUTF8());
        }
    }

    private static String text(JsonNode value) {
        return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }

    private static ObjectNode any(Random random, int depth) {
        ObjectNode value = NODES.objectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            value.set(word(random), leafOrMore(random, depth));
        }
        return value;
    }

    private static JsonNode leafOrMore(Random random, int depth) {
        return switch (random.nextInt(depth < 3 ? 10 : 8)) {
            case 0 -> NODES.numberNode(random.nextInt());
            case 1 -> NODES.numberNode(random.nextLong());
            case 2 -> NODES.numberNode(random.nextDouble() * Math.pow(10, random.nextInt(-30, 30)));
            case 3 -> NODES.numberNode(new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt(-5, 25)));
            case 4 -> NODES.booleanNode(random.nextBoolean());
            case 5 -> NODES.nullNode();
            case 6, 7 -> NODES.stringNode(word(random));
            case 8 -> any(random, depth + 1);
            default -> NODES.arrayNode().add(any(random, depth + 1)).add(random.nextInt(-1000, 1000));
        };
    }

    /** Any characters of Unicode but halves of surrogate pairs. */
    private static String word(Random random) {
        return random.ints(random.nextInt(8), 0, 0x20000)
                .filter(one -> one < Character.MIN_SURROGATE || one > Character.MAX_SURROGATE)
                .map(one -> random.nextInt(3) == 0 ? one % 0x80 : one)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
