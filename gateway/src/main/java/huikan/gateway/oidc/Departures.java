package huikan.gateway.oidc;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.gateway.session.Sessions;
import huikan.service.store.IndexedCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * Who is out at the issuer and not back yet, one document each, for all gateways. It is found by the browser's cookie and the
 * state together, under their SHA-256, and each is found once.
 */
@Repository
@Conditional(OnOutsideIssuer.class)
class Departures {

    static final Duration LIFE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

    private static final String UNTIL = "until";

    private final IndexedCollection departures;
    private final Clock clock;

    Departures(MongoDatabase database, Clock clock) {
        this.departures = new IndexedCollection(database, "departures", Indexes.ascending(UNTIL));
        this.clock = clock;
    }

    void add(String browser, Departure departure) {
        departures
                .get()
                .insertOne(new Document("_id", key(browser, departure.state()))
                        .append("redirect", departure.redirect())
                        .append("nonce", departure.nonce())
                        .append("verifier", departure.verifier())
                        .append("next", departure.next())
                        .append("language", departure.language())
                        .append(UNTIL, Date.from(clock.instant().plus(LIFE))));
    }

    Optional<Departure> take(String browser, String state) {
        Document found =
                departures.get().findOneAndDelete(and(eq(key(browser, state)), gt(UNTIL, Date.from(clock.instant()))));
        return Optional.ofNullable(found)
                .map(one -> new Departure(
                        state,
                        one.getString("redirect"),
                        one.getString("nonce"),
                        one.getString("verifier"),
                        one.getString("next"),
                        one.getString("language")));
    }

    private static String key(String browser, String state) {
        return Sessions.key(browser + " " + state);
    }

    @Scheduled(fixedDelayString = "10m", initialDelayString = "1m")
    void sweep() {
        Instant now = clock.instant();
        try {
            departures.get().deleteMany(lte(UNTIL, Date.from(now)));
        } catch (MongoException unreachable) {
            LOG.warn("who has not come back is cleared away later: {}", unreachable.toString());
        }
    }
}
