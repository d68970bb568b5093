package huikan.review.workflow;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** What has a deadline, as {@link Deadlines} looks after it. */
public interface DueItems {

    String kind();

    /** Whose deadline has come, the oldest first. */
    List<String> due(Instant now, int most);

    /**
     * Until when everything is known that may have ended a deadline; what came after that has to wait. Asked only when something
     * is due.
     */
    default Instant known() {
        return Instant.MAX;
    }

    /** Handles one whose deadline has come; once, whoever else tries. */
    void goOff(String id, Instant now);

    /**
     * Works out anew when each is to be looked at: the calendar was changed.
     *
     * @param failed is told of those of which it could not be worked out
     */
    void rearm(Instant now, BiConsumer<String, RuntimeException> failed);

    /** A deadline that was due and could not be handled is looked at again later, and counted until it is. */
    void failed(String id, Instant now, Instant again);

    /** How many could not be handled the last time. */
    long failing();
}
