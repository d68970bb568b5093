package huikan.events;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The uploaded files: topic {@link Topics#ATTACHMENTS}, compacted. */
public sealed interface AttachmentEvent extends Event {

    /** {@code sha256:} and 64 hexadecimal digits. */
    String digest();

    /** Grows with every change. */
    long version();

    @Override
    default String topic() {
        return Topics.ATTACHMENTS;
    }

    @Override
    default String key() {
        return digest();
    }

    @Override
    default String subject() {
        return digest();
    }

    /**
     * A file is there, or somebody else uploaded it, too.
     *
     * @param size in bytes
     * @param seenBy the agencies that uploaded it, and those above them
     */
    @EventType("attachment.stored.v1")
    record AttachmentStored(String digest, long size, String mediaType, List<String> seenBy, long version)
            implements AttachmentEvent {

        public AttachmentStored {
            requireNonNull(digest, "digest");
            requireNonNull(mediaType, "mediaType");
            seenBy = List.copyOf(seenBy);
        }
    }

    /** Nothing named a file for so long that it is removed. */
    @EventType("attachment.removed.v1")
    record AttachmentRemoved(String digest, long version) implements AttachmentEvent {

        public AttachmentRemoved {
            requireNonNull(digest, "digest");
        }
    }
}
