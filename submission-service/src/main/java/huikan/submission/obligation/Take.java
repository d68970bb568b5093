package huikan.submission.obligation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.UpdateOneModel;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A slot that is asked for.
 *
 * @param seen free, or in the hands of the one that is replaced
 * @param replaces the holder that is expected, or null for a free slot
 */
public record Take(
        Obligation seen, String submission, @Nullable String replaces, Instant at, boolean late) {

    /** As it is when it was given. */
    public Obligation taken() {
        return new Obligation(
                seen.cycle(),
                seen.agency(),
                seen.level(),
                seen.path(),
                seen.seenBy(),
                ObligationStatus.FILED,
                submission,
                seen.revision() + 1,
                seen.dueOn(),
                seen.closesOn(),
                at,
                late,
                seen.amendment());
    }

    UpdateOneModel<Document> update() {
        return new UpdateOneModel<>(
                and(
                        eq(seen.key()),
                        eq("current", replaces),
                        eq("revision", seen.revision()),
                        in("status", Obligations.names(ObligationStatus.FILED))),
                combine(
                        set("current", submission),
                        set("status", ObligationStatus.FILED.name()),
                        set("filedAt", Date.from(at)),
                        set("late", late),
                        inc("revision", 1L)));
    }
}
