package huikan.gateway.session;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.gateway.session.Sessions.Begun;
import huikan.gateway.testing.OnGateway;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the store has of sessions. */
class SessionsIT extends OnGateway {

    @Autowired
    Sessions sessions;

    @Autowired
    MongoDatabase database;

    private MongoCollection<Document> stored() {
        return database.getCollection("sessions");
    }

    @Test
    void the_store_has_nothing_that_a_session_could_be_taken_over_with() {
        Begun begun = sessions.begin("somebody", "x".repeat(1_000), "127.0.0.1");
        Document stored = stored().find(eq(begun.session().key())).first();
        assertThat(stored).isNotNull();
        assertThat(stored.toJson()).doesNotContain(begun.id());
        assertThat(stored.getString("agent")).hasSize(300);
        assertThat(begun.id()).hasSizeGreaterThanOrEqualTo(43);
    }

    @Test
    void when_it_was_seen_is_written_once_a_minute() {
        Begun begun = sessions.begin("somebody", "", "");
        String key = begun.session().key();
        clock.forward(Duration.ofSeconds(55));
        sessions.use(key);
        assertThat(sessions.use(key).orElseThrow().seenAt())
                .isEqualTo(begun.session().seenAt());
        clock.forward(Duration.ofSeconds(10));
        sessions.use(key);
        assertThat(sessions.use(key).orElseThrow().seenAt())
                .isAfter(begun.session().seenAt());
    }

    @Test
    void what_has_ended_is_cleared_away_and_the_rest_stays() {
        String ended = sessions.begin("somebody", "", "").session().key();
        clock.forward(Duration.ofMinutes(61));
        String open = sessions.begin("somebody", "", "").session().key();
        sessions.sweep();
        assertThat(stored().countDocuments(eq(ended))).isZero();
        assertThat(stored().countDocuments(eq(open))).isOne();
    }
}
