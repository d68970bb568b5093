package huikan.gateway.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import huikan.service.store.Duplicates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/**
 * How many secrets were tried for a login without success. A try is counted before the secret is looked at, so that many at
 * once, at several gateways, are not more than were allowed.
 */
@Repository
class Attempts {

    static final int MOST = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private static final String TRIED = "tried";
    private static final String UNTIL = "until";

    private final MongoCollection<Document> attempts;
    private final Clock clock;

    Attempts(MongoDatabase database, Clock clock) {
        this.attempts = database.getCollection("attempts");
        this.clock = clock;
    }

    /** Which one this is, from 1 on; 0 when as many as are allowed were tried, the last of them a short while ago. */
    int begin(String login) {
        Date now = Date.from(clock.instant());
        attempts.deleteOne(and(eq(login), lte(UNTIL, now)));
        int counted = count(login);
        return counted > 0 ? counted : first(login);
    }

    private int count(String login) {
        Document counted = attempts.findOneAndUpdate(
                and(eq(login), lt(TRIED, MOST)),
                combine(inc(TRIED, 1), set(UNTIL, until())),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return counted == null ? 0 : counted.getInteger(TRIED);
    }

    private int first(String login) {
        try {
            attempts.insertOne(new Document("_id", login).append(TRIED, 1).append(UNTIL, until()));
            return 1;
        } catch (MongoWriteException there) {
            Duplicates.orThrow(there);
            // as many as are allowed, or another one was first just now
            return count(login);
        }
    }

    private Date until() {
        return Date.from(clock.instant().plus(LOCKED_FOR));
    }

    /** Of some logins, those that may not be tried now, and until when. */
    Map<String, Instant> lockedOut(Collection<String> logins) {
        Map<String, Instant> until = new HashMap<>();
        for (Document one :
                attempts.find(and(in("_id", logins), gte(TRIED, MOST), gt(UNTIL, Date.from(clock.instant()))))) {
            until.put(one.getString("_id"), one.getDate(UNTIL).toInstant());
        }
        return until;
    }

    /** After the right secret, or a new one. */
    void forget(String login) {
        attempts.deleteOne(eq(login));
    }
}
