package huikan.events;

import org.jspecify.annotations.Nullable;

/** A record with a known name and a value that is not such an event. No retry will mend it. */
public final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
