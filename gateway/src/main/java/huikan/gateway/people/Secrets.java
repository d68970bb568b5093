package huikan.gateway.people;

import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Secrets of people, as Argon2id. Those of logins that the gateway was started with may be encoded otherwise until they are
 * changed. A look at one takes 16 MB and some tens of milliseconds: few are looked at at the same time, before anything is
 * counted for them.
 */
@Component
class Secrets {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private static final String ARGON = "argon2@SpringSecurity_v5_8";
    /** Published with the demo. */
    private static final String DEMO_SECRET = "huikan-demo";

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PasswordEncoder known;
    private final PasswordEncoder argon =
            new DelegatingPasswordEncoder(ARGON, Map.of(ARGON, Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    private final Semaphore room = new Semaphore(AT_ONCE, true);
    private final String noArgon;
    private final String noOther;

    Secrets(PasswordEncoder passwordEncoder) {
        this.known = passwordEncoder;
        this.noArgon = encoded("nobody's");
        this.noOther = "{bcrypt}" + new BCryptPasswordEncoder().encode("nobody's");
    }

    /**
     * Does it when there is room for one more look at a secret.
     *
     * @throws huikan.service.problem.ProblemException 503 when there is none for a while
     */
    <T> T withRoom(Supplier<T> look) {
        if (!acquire()) {
            throw HttpProblem.UNAVAILABLE
                    .because("Too many log in at this moment.")
                    .retryAfter(Duration.ofSeconds(2));
        }
        try {
            return look.get();
        } finally {
            room.release();
        }
    }

    private boolean acquire() {
        try {
            return room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Whether it is the right one; takes the same time whether there is one or not, and however it is encoded.
     *
     * @param encoded null for a login that does not exist, or may not log in now
     */
    boolean matches(String secret, @Nullable String encoded) {
        boolean ofArgon = encoded != null && encoded.startsWith("{" + ARGON + "}");
        boolean argonMatches = known.matches(secret, ofArgon ? encoded : noArgon);
        boolean otherMatches = known.matches(secret, encoded == null || ofArgon ? noOther : encoded);
        return encoded != null && (ofArgon ? argonMatches : otherMatches);
    }

    String encoded(String secret) {
        return String.valueOf(argon.encode(secret));
    }

    /** What is wrong with a new one. */
    static List<FieldError> errors(String pointer, String secret, String login) {
        List<FieldError> errors = new ArrayList<>();
        if (secret.length() < SHORTEST || secret.length() > LONGEST) {
            errors.add(new FieldError(
                    pointer,
                    "secret.length",
                    SHORTEST + " to " + LONGEST + " characters; came " + secret.length() + "."));
        }
        String lower = secret.toLowerCase(Locale.ROOT);
        if (lower.equals(login.toLowerCase(Locale.ROOT)) || lower.contains(DEMO_SECRET)) {
            errors.add(new FieldError(pointer, "secret.guessable", "It is the login, or has the demo's secret in it."));
        }
        return errors;
    }
}
