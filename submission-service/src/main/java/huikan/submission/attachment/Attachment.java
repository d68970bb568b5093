package huikan.submission.attachment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded file. Equal content is one attachment, whoever uploads it.
 *
 * @param digest {@code sha256:} and 64 hexadecimal digits, of the content
 * @param size in bytes
 * @param file where its content is; null when it is gone
 * @param agencies that uploaded it
 * @param seenBy those, and everybody above them
 * @param named whether a filing or evidence names it
 * @param since when it became what it is
 */
record Attachment(
        String digest,
        long size,
        String mediaType,
        AttachmentStatus status,
        @Nullable String file,
        List<String> agencies,
        List<String> seenBy,
        boolean named,
        Instant since,
        long version) {}
