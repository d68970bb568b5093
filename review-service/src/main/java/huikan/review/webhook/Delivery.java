package huikan.review.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One notification on its way to one webhook.
 *
 * @param id the same with each try: receivers know by it what they have
 * @param body what is signed and sent
 * @param due when it is tried next; null when it is not
 */
record Delivery(
        String id,
        String webhook,
        Outcome outcome,
        String body,
        Instant createdAt,
        @Nullable Instant due,
        List<Attempt> attempts) {

    /** What became of it so far. */
    enum Outcome {
        PENDING,
        DELIVERED,
        /** It was tried as often as is tried, or the receiver is gone. */
        GIVEN_UP
    }

    /**
     * One try.
     *
     * @param status of the answer; null when there was none
     * @param error why there was none
     */
    record Attempt(
            Instant at, @Nullable Integer status, @Nullable String error) {
        boolean isTaken() {
            return status != null && status >= 200 && status < 300;
        }

        /** 410: the receiver wants nothing any more. */
        boolean isGone() {
            return status != null && status == 410;
        }
    }
}
