package huikan.review.workflow;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The id of what the suite makes by itself follows from what brought it about, so that it is made once. */
public final class DerivedId {

    private DerivedId() {}

    /**
     * @param cause with its kind and id, e.g. {@code case-reviews/<id>/<file>}
     * @return always the same for one cause
     */
    public static String of(String cause) {
        return UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
