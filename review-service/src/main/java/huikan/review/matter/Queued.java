package huikan.review.matter;

import static com.mongodb.client.model.Projections.include;

import java.time.LocalDate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * As much of a thing as an inbox shows. Reading whole things for it costs most of the time of a page.
 *
 * @param place among all that waits, as {@link ListOrder#DUE} has it
 */
public record Queued(
        String place,
        String id,
        String title,
        String agency,
        String status,
        @Nullable LocalDate dueOn,
        boolean overdue,
        long version) {

    static final String TITLE = "title";
    static final String OPEN = "open";

    /** The fields that it is read from. */
    public static final Bson FIELDS = include(TITLE, "agency", "status", OPEN, "version", ListOrder.DUE.field());

    /**
     * @param today what is open and was due before is overdue
     */
    public static Queued of(Document document, LocalDate today) {
        String place = document.getString(ListOrder.DUE.field());
        LocalDate dueOn = ListOrder.dueOn(place);
        return new Queued(
                place,
                document.getString("_id"),
                document.getString(TITLE),
                document.getString("agency"),
                document.getString("status"),
                dueOn,
                document.getBoolean(OPEN, false) && dueOn != null && dueOn.isBefore(today),
                document.getLong("version"));
    }
}
