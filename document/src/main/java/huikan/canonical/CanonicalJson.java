package huikan.canonical;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** RFC 8785: the same value always has the same bytes. */
public final class CanonicalJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CanonicalJson() {}

    /**
     * @param value without what the form cannot carry: numbers beyond 2⁵³, lone surrogates
     */
    public static byte[] bytes(JsonNode value) {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsString(value)).getEncodedUTF8();
        } catch (IOException impossible) {
            throw new IllegalStateException("it has no canonical form", impossible);
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
