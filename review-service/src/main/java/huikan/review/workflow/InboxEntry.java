package huikan.review.workflow;

import static com.mongodb.client.model.Projections.include;

import java.time.LocalDate;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * As much of a case as an inbox shows. Reading whole cases for it costs most of the time of a page.
 *
 * @param cursor among all that waits, as {@link ListCursor#DUE} has it
 * @param dueOn when all of it is due
 * @param awaited the step that it waits for now
 */
public record InboxEntry(
        String cursor,
        String id,
        String title,
        String agency,
        String status,
        @Nullable LocalDate dueOn,
        @Nullable Awaited awaited,
        boolean overdue,
        long version) {

    static final String TITLE = "title";
    static final String OPEN = "open";
    private static final String AWAITED = "awaited";

    /** The fields that it is read from. */
    public static final Bson FIELDS =
            include(TITLE, "agency", "status", AWAITED, OPEN, "version", ListCursor.DUE.field());

    /**
     * @param today what is open and was due before is overdue
     */
    public static InboxEntry of(Document document, LocalDate today) {
        String cursor = document.getString(ListCursor.DUE.field());
        LocalDate dueOn = ListCursor.dueOn(cursor);
        return new InboxEntry(
                cursor,
                document.getString("_id"),
                document.getString(TITLE),
                document.getString("agency"),
                document.getString("status"),
                dueOn,
                awaited(document.get(AWAITED, Document.class)),
                document.getBoolean(OPEN, false) && dueOn != null && dueOn.isBefore(today),
                document.getLong("version"));
    }

    private static @Nullable Awaited awaited(@Nullable Document stored) {
        return Optional.ofNullable(stored)
                .map(one -> Json.read(one, Awaited.class))
                .filter(one -> !one.what().isAtOnce())
                .orElse(null);
    }
}
