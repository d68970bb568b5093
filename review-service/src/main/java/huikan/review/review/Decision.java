package huikan.review.review;

import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent.Item;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one level said.
 *
 * @param by the login
 * @param digest of the document that was decided on
 * @param version of the review that was seen
 * @param voidedAt since when a PASS counts no more; null while it does
 */
record Decision(
        Kind decision,
        AgencyLevel level,
        String agency,
        String by,
        @Nullable String comment,
        List<Item> items,
        @Nullable LocalDate dueOn,
        String digest,
        long version,
        Instant at,
        @Nullable Instant voidedAt) {

    /** It counts no more, since figures below changed or it was taken back. */
    Decision voided(Instant now) {
        return new Decision(decision, level, agency, by, comment, items, dueOn, digest, version, at, now);
    }

    /** It was passed, and that still counts. */
    boolean passes() {
        return decision == Kind.PASS && voidedAt == null;
    }

    /** PASS: on to the next level. RETURN: back to the agency. */
    enum Kind {
        PASS,
        RETURN
    }
}
