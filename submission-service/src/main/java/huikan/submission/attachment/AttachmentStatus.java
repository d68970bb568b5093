package huikan.submission.attachment;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of an attachment. */
enum AttachmentStatus {
    STORED,
    /** Nothing named it for long: it is no longer to be had, and its content goes a while later. */
    LEAVING,
    /** Its content is gone. */
    GONE;

    private static final Map<AttachmentStatus, Set<AttachmentStatus>> NEXT = Map.of(
            STORED, EnumSet.of(STORED, LEAVING),
            // it is uploaded again, or was named after all
            LEAVING, EnumSet.of(STORED, GONE),
            GONE, EnumSet.of(STORED));

    boolean mayBecome(AttachmentStatus target) {
        return NEXT.getOrDefault(this, Set.of()).contains(target);
    }
}
