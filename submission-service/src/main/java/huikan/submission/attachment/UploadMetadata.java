package huikan.submission.attachment;

import huikan.problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * {@code Upload-Metadata} of tus: keys with values in Base64. What clients send are {@code filename} and
 * {@code filetype}; other keys are theirs.
 *
 * @param type the media type
 * @param name what the file is called
 */
record UploadMetadata(@Nullable String type, @Nullable String name) {

    private static final String TYPE = "filetype";
    private static final String NAME = "filename";

    /** @throws huikan.service.problem.ProblemException 422 with the key whose value cannot be read */
    static UploadMetadata of(@Nullable String header) {
        Map<String, String> values = new HashMap<>();
        for (String pair : (header == null ? "" : header).split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            if (parts.length == 2 && (parts[0].equals(TYPE) || parts[0].equals(NAME))) {
                values.put(parts[0], decoded(parts[0], parts[1]));
            }
        }
        return new UploadMetadata(
                mediaType(values.getOrDefault(TYPE, "")),
                FileName.of(values.get(NAME)).orElse(null));
    }

    private static @Nullable String mediaType(String claimed) {
        try {
            return claimed.isEmpty() ? null : MediaType.parseMediaType(claimed).toString();
        } catch (IllegalArgumentException none) {
            throw unreadable(TYPE);
        }
    }

    private static String decoded(String key, String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            throw unreadable(key);
        }
    }

    private static RuntimeException unreadable(String key) {
        return AttachmentProblem.UPLOAD_INVALID.because(
                "Upload-Metadata has keys with values in Base64, and filetype is a media type.",
                List.of(new FieldError("", "upload.metadata", key)));
    }
}
