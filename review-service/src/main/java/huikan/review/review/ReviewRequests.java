package huikan.review.review;

import huikan.events.ReviewEvent.ChangedFiling;
import huikan.events.ReviewEvent.ChangedSum;
import huikan.events.ReviewEvent.Item;
import huikan.service.request.Bounds;
import huikan.service.request.CalendarDay;
import huikan.service.request.Characters;
import huikan.service.request.Filled;
import huikan.service.request.Line;
import huikan.service.request.Note;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said with the moves of a review. */
final class ReviewRequests {

    private static final int MOST_ITEMS = 200;
    private static final int LONGEST_POINTER = 200;
    private static final int LONGEST_REASON = 100;
    private static final int LONGEST_COMMENT = 500;

    private ReviewRequests() {}

    /**
     * @param digest of the document that was seen
     */
    record Pass(@Note @Nullable String comment, @Nullable String digest) {}

    /**
     * What to mend.
     *
     * @param pointer RFC 6901, into the document that was filed
     * @param reason a code or a few words
     */
    record ItemRequest(
            @Size(max = LONGEST_POINTER, message = Bounds.TOO_LONG)
            @Pattern(
                    // possessive: a long pointer is refused without a stack as deep as it is long
                    regexp = "(?:/[^~/]*+(?:~[01][^~/]*+)*+)*+",
                    message = "pointer.malformed|An RFC 6901 pointer.")
            @Characters
            String pointer,

            @Filled @Size(max = LONGEST_REASON, message = Bounds.TOO_LONG) @Characters
            String reason,

            @Size(max = LONGEST_COMMENT, message = Bounds.TOO_LONG) @Characters @Nullable
            String comment) {
        Item item() {
            return new Item(pointer, reason, comment);
        }
    }

    /**
     * @param items what to mend, at least one
     * @param dueOn until when
     * @param digest of the document that was seen
     */
    record Return(
            @Note @Nullable String comment,

            @Size(min = 1, max = MOST_ITEMS, message = "items.count|A return names {min} to {max} items.")
            List<ItemRequest> items,

            @CalendarDay @Nullable LocalDate dueOn,
            @Nullable String digest) {}

    /**
     * @param to the login that decides; none for whoever claims it
     */
    record HandOver(@Line @Nullable String to) {}

    /**
     * Whether it holds what may not be published.
     *
     * @param embargo not before this day
     */
    record SecrecyReview(
            Boolean cleared,
            @Note @Nullable String comment,
            @CalendarDay @Nullable LocalDate embargo) {}

    /** Figures below changed. */
    record TakenBack(List<ChangedSum> figures, List<ChangedFiling> filings) {}

    /**
     * @param by the correction
     */
    record Replaced(String by) {}
}
