package huikan.review.matter;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Why the suite makes something by itself: the id of what is made follows from it, so that it is made once. */
public final class Cause {

    private Cause() {}

    /**
     * The id of what one cause makes, always the same.
     *
     * @param cause what brought it about, with its kind and id, e.g. {@code case-reviews/<id>/<file>}
     */
    public static String id(String cause) {
        return UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
