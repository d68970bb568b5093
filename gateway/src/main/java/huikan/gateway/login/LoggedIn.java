package huikan.gateway.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huikan.gateway.people.People;
import huikan.gateway.people.Person;
import huikan.gateway.session.Session;
import huikan.gateway.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is behind a session. Remembered for seconds, so that the store is not asked with each request; for so long a session
 * that was ended, and a person who was locked or given another role, go on as before.
 */
@Component
class LoggedIn {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final Sessions sessions;
    private final People people;
    private final Cache<String, Known> known;

    LoggedIn(Sessions sessions, People people, Clock clock) {
        this.sessions = sessions;
        this.people = people;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** A session and its person. */
    record Known(Session session, Person person) {}

    /** Empty when it has ended, or never was. */
    Optional<Known> find(String key) {
        return Optional.ofNullable(known.get(key, this::ask));
    }

    private @Nullable Known ask(String key) {
        return sessions.use(key)
                .flatMap(session -> people.find(session.login())
                        .filter(person -> !person.locked())
                        .map(person -> new Known(session, person)))
                .orElse(null);
    }

    void end(String key) {
        sessions.end(key);
        known.invalidate(key);
    }
}
