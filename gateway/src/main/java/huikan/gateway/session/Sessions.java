package huikan.gateway.session;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.service.store.IndexedCollection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The sessions, one document each, for all gateways. */
@Repository
public class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private static final int SECRET_BYTES = 32;
    private static final int LONGEST_AGENT = 300;
    /** Writing down each request would be a write for each read. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private static final String LOGIN = "login";
    private static final String SEEN_AT = "seenAt";
    private static final String ENDS_AT = "endsAt";

    private final IndexedCollection sessions;
    private final SessionSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(MongoDatabase database, SessionSettings settings, Clock clock) {
        this.sessions = new IndexedCollection(
                database, "sessions", Indexes.ascending(LOGIN, "_id"), Indexes.ascending(ENDS_AT));
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What came of a login.
     *
     * @param id for the cookie, and nowhere else
     */
    public record Begun(String id, Session session) {}

    public Begun begin(String login, String agent, String address) {
        Instant now = clock.instant();
        String id = secret();
        Session session = new Session(key(id), login, secret(), now, now, end(now, now), brief(agent), brief(address));
        sessions.get().insertOne(document(session));
        return new Begun(id, session);
    }

    /** The one with this key, if it has not ended; notes that it was used. */
    public Optional<Session> use(String key) {
        Instant now = clock.instant();
        Document found =
                sessions.get().find(and(eq(key), gt(ENDS_AT, Date.from(now)))).first();
        if (found == null) {
            return Optional.empty();
        }
        Session session = session(found);
        if (session.seenAt().plus(SEEN_EVERY).isBefore(now)) {
            sessions.get()
                    .updateOne(
                            and(eq(key), lt(SEEN_AT, Date.from(now))),
                            combine(
                                    set(SEEN_AT, Date.from(now)),
                                    set(ENDS_AT, Date.from(end(session.createdAt(), now)))));
        }
        return Optional.of(session);
    }

    private Instant end(Instant createdAt, Instant seenAt) {
        Instant life = createdAt.plus(settings.life());
        Instant idle = seenAt.plus(settings.idle());
        return idle.isBefore(life) ? idle : life;
    }

    /** Those of a login that have not ended, by key. */
    public List<Session> of(String login, String after, int limit) {
        List<Session> found = new ArrayList<>();
        Bson open = and(eq(LOGIN, login), gt("_id", after));
        Date now = Date.from(clock.instant());
        for (Document one : sessions.get()
                .find(and(open, gt(ENDS_AT, now)))
                .sort(ascending("_id"))
                .limit(limit)) {
            found.add(session(one));
        }
        return found;
    }

    public void end(String key) {
        sessions.get().deleteOne(eq(key));
    }

    /** @param but the key of one that stays; empty for none */
    public void endAll(String login, String but) {
        sessions.get().deleteMany(and(eq(LOGIN, login), ne("_id", but)));
    }

    /** Clears away what has ended: who uses one asks for its end anyway. */
    @Scheduled(fixedDelayString = "10m", initialDelayString = "1m")
    void sweep() {
        try {
            sessions.get().deleteMany(lte(ENDS_AT, Date.from(clock.instant())));
        } catch (MongoException unreachable) {
            LOG.warn("ended sessions are cleared away later: {}", unreachable.toString());
        }
    }

    /** Under which a session is kept. */
    public static String key(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String brief(String text) {
        return text.substring(0, Math.min(LONGEST_AGENT, text.length()));
    }

    private static Document document(Session session) {
        return new Document("_id", session.key())
                .append(LOGIN, session.login())
                .append("csrf", session.csrf())
                .append("createdAt", Date.from(session.createdAt()))
                .append(SEEN_AT, Date.from(session.seenAt()))
                .append(ENDS_AT, Date.from(session.endsAt()))
                .append("agent", session.agent())
                .append("address", session.address());
    }

    private static Session session(Document document) {
        return new Session(
                document.getString("_id"),
                document.getString(LOGIN),
                document.getString("csrf"),
                document.getDate("createdAt").toInstant(),
                document.getDate(SEEN_AT).toInstant(),
                document.getDate(ENDS_AT).toInstant(),
                document.getString("agent"),
                document.getString("address"));
    }
}
