package huikan.gateway.intake;

import huikan.problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client's word for "this once". Chosen by the client, it is its own only together with the agency.
 *
 * @param value 1 to 200 visible ASCII characters
 */
record IdempotencyKey(String value) {

    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,200}");
    private static final int ID_BYTES = 16;

    /** Null for no header. */
    static @Nullable IdempotencyKey of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (!VISIBLE.matcher(header).matches()) {
            throw IntakeProblem.KEY_MALFORMED.because(
                    "An Idempotency-Key has 1 to 200 visible ASCII characters; came " + header.length() + ".",
                    List.of(new FieldError("", "header.Idempotency-Key", "1 to 200 visible ASCII characters")));
        }
        return new IdempotencyKey(header);
    }

    /** The key of one line of a batch. */
    static @Nullable IdempotencyKey ofLine(@Nullable IdempotencyKey batch, int line) {
        return batch == null ? null : new IdempotencyKey(batch.value() + "#" + line);
    }

    /**
     * The id of a submission: with a key the same agency, key and body give the same id at every gateway, so that it is
     * one submission wherever the copies arrive; without one every filing is a new submission.
     */
    static String submissionId(@Nullable IdempotencyKey key, String agency, String digest) {
        if (key == null) {
            return UUID.randomUUID().toString().replace("-", "");
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((agency + "\n" + key.value() + "\n" + digest).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
