package huikan.review.finding;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoDatabase;
import huikan.review.matter.Matters;
import huikan.review.matter.Order;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The findings. */
@Repository
class Findings {

    /** The collection; its outbox is relayed. */
    static final OutboxSource SOURCE = new OutboxSource("findings");

    private final Matters<FindingStatus, Finding> matters;

    Findings(MongoDatabase database, OutboxRelays relays) {
        this.matters = new Matters<>(database, relays, SOURCE.collection(), Finding.class);
    }

    Matters<FindingStatus, Finding> matters() {
        return matters;
    }

    /**
     * Which are asked for; null for any.
     *
     * @param under of this agency and those below it
     * @param overdueOn only those that are overdue on this day
     */
    record Selection(
            @Nullable String seenBy,
            @Nullable String under,
            @Nullable String agency,
            @Nullable FindingStatus status,
            @Nullable Boolean key,
            @Nullable LocalDate overdueOn) {

        private List<Bson> conditions() {
            List<Bson> conditions = new ArrayList<>();
            // the narrower first: it is the one that an index looks up
            addIf(conditions, "seenBy", agency);
            addIf(conditions, "agency", agency);
            addIf(conditions, "seenBy", under);
            addIf(conditions, "seenBy", seenBy);
            addIf(conditions, "status", status == null ? null : status.name());
            addIf(conditions, "key", key);
            if (overdueOn != null) {
                conditions.add(eq("open", true));
                conditions.add(lt("due", Order.dueOn(overdueOn)));
            }
            return conditions;
        }

        private static void addIf(List<Bson> conditions, String field, @Nullable Object value) {
            if (value != null) {
                conditions.add(eq(field, value));
            }
        }
    }

    /**
     * Those that fit.
     *
     * @param after the place after which the page begins
     */
    List<Finding> list(Selection selection, Order order, @Nullable String after, int most) {
        return matters.list(selection.conditions(), order, after, most);
    }
}
