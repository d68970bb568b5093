package huikan.canonical;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.NumberToJSON;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** RFC 8785: the same value always has the same bytes. Jackson sorts and escapes as the form wants it, the form's own library writes the numbers. */
public final class CanonicalJson {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private CanonicalJson() {}

    /**
     * @param value without what the form cannot carry: numbers beyond 2⁵³, lone surrogates
     */
    public static byte[] bytes(JsonNode value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new Es6Numbers(JSON.createGenerator(bytes))) {
            JSON.writeTree(out, value);
        }
        return bytes.toByteArray();
    }

    /** Every number as ECMAScript writes the double that is nearest to it. */
    private static final class Es6Numbers extends JsonGeneratorDelegate {

        private static final long SAFE = 1L << 53;

        Es6Numbers(JsonGenerator json) {
            super(json, false);
        }

        @Override
        public JsonGenerator writeNumber(long value) {
            return value >= -SAFE && value <= SAFE ? super.writeNumber(value) : writeNumber((double) value);
        }

        @Override
        public JsonGenerator writeNumber(BigInteger value) {
            return writeNumber(value.doubleValue());
        }

        @Override
        public JsonGenerator writeNumber(BigDecimal value) {
            return writeNumber(value.doubleValue());
        }

        @Override
        public JsonGenerator writeNumber(double value) {
            try {
                return writeRawValue(NumberToJSON.serializeNumber(value));
            } catch (IOException notANumber) {
                throw new IllegalStateException("it has no canonical form", notANumber);
            }
        }
    }

    /** Half of a surrogate pair is no character, and has no canonical form. */
    public static boolean hasLoneSurrogate(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isSurrogate(word.charAt(i))) {
                if (!Character.isHighSurrogate(word.charAt(i))
                        || i + 1 == word.length()
                        || !Character.isLowSurrogate(word.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** {@code sha256:} and the SHA-256 of these bytes, in hexadecimal. */
    public static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The digest of a text's UTF-8. */
    public static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of the canonical form. */
    public static String digest(JsonNode value) {
        return digest(bytes(value));
    }
}
