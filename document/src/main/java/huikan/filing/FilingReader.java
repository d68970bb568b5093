package huikan.filing;

import huikan.canonical.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads bytes as a filing: strict JSON first, then the shape, then the canonical form and its digest. */
public final class FilingReader {

    /** Deeper than any filing; a bomb of brackets ends here. */
    private static final int DEEPEST = 16;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private FilingReader() {}

    /**
     * @param body JSON in UTF-8, any size the caller allows
     */
    public static FilingRead read(byte[] body) {
        JsonNode tree;
        try {
            tree = STRICT.readTree(body);
        } catch (JacksonException broken) {
            return new FilingRead.Unreadable("The body is not readable JSON: " + broken.getOriginalMessage());
        }
        return read(tree, filing -> canonical(filing, tree));
    }

    /**
     * The same for what was read before and is known to be in RFC 8785 form.
     *
     * @param digest of {@code canonical}
     */
    public static FilingRead read(String canonical, String digest) {
        try {
            JsonNode tree = STRICT.readTree(canonical);
            return read(tree, filing -> new FilingRead.WellFormed(filing, tree, canonical, digest));
        } catch (JacksonException broken) {
            return new FilingRead.Unreadable("The body is not readable JSON: " + broken.getOriginalMessage());
        }
    }

    private static FilingRead read(JsonNode tree, Function<Filing, FilingRead> wellFormed) {
        if (!tree.isObject()) {
            return new FilingRead.Unreadable("The body must be one JSON object.");
        }
        FilingShape shape = new FilingShape();
        Filing filing = shape.read(tree);
        return filing == null ? new FilingRead.Malformed(shape.errors()) : wellFormed.apply(filing);
    }

    private static FilingRead canonical(Filing filing, JsonNode tree) {
        // the shape check has excluded what that form cannot carry
        byte[] canonical = CanonicalJson.bytes(tree);
        return new FilingRead.WellFormed(
                filing, tree, new String(canonical, StandardCharsets.UTF_8), CanonicalJson.digest(canonical));
    }
}
