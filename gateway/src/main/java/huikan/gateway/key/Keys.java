package huikan.gateway.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The operator's hand on the key file, beside the gateways that run: {@code FILE list}, {@code FILE rotate [--now]},
 * {@code FILE revoke KEY-ID}.
 */
final class Keys {

    /**
     * From the writing of a new key to its first signature. Gateways look at the file every
     * {@link SigningKeys#LOOK_AGAIN}, services ask for the public keys every half minute: all know the key by then.
     */
    static final Duration LEAD = Duration.ofSeconds(60);

    private static final String USAGE = "usage: keys list | rotate [--now] | revoke KEY-ID";

    private final KeyFile file;
    private final Clock clock;
    private final Consumer<String> console;

    Keys(KeyFile file, Clock clock, Consumer<String> console) {
        this.file = file;
        this.clock = clock;
        this.console = console;
    }

    public static void main(String[] words) throws InterruptedException {
        if (words.length < 2) {
            end(USAGE);
        }
        Keys keys = new Keys(new KeyFile(Path.of(words[0])), Clock.systemUTC(), System.out::println);
        String rest = String.join(" ", List.of(words).subList(1, words.length));
        try {
            if (rest.equals("list")) {
                keys.list();
            } else if (rest.equals("rotate")) {
                keys.rotate(LEAD);
            } else if (rest.equals("rotate --now")) {
                keys.rotate(Duration.ZERO);
            } else if (rest.startsWith("revoke ") && words.length == 3) {
                keys.revoke(words[2]);
            } else {
                end(USAGE);
            }
        } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException trouble) {
            end("keys: " + trouble.getMessage());
        }
    }

    private static void end(String why) {
        System.err.println(why);
        System.exit(1);
    }

    void list() {
        List<JWK> keys = file.read().getKeys();
        Instant now = clock.instant();
        for (JWK key : keys) {
            console.accept(String.format(
                    "%s  %-8s  from %s  %s",
                    key.getKeyID(), purpose(key), KeyLife.signsFrom(key), state(key, keys, now)));
        }
    }

    private static String purpose(JWK key) {
        return key.getKeyType().equals(KeyLife.RECEIPTS) ? "receipts" : "tokens";
    }

    private static String state(JWK key, List<JWK> keys, Instant now) {
        if (isSigning(key, keys, now)) {
            return "signs";
        }
        if (!key.isPrivate()) {
            return "verifies only";
        }
        return KeyLife.signsFrom(key).isAfter(now)
                ? "will sign"
                : "signs no more; the next rotation removes its private part";
    }

    private static boolean isSigning(JWK key, List<JWK> keys, Instant now) {
        return KeyLife.signing(keys, key.getKeyType(), now)
                .filter(one -> one.getKeyID().equals(key.getKeyID()))
                .isPresent();
    }

    /** Returns when the new keys sign and the private parts of the old ones are gone. */
    void rotate(Duration lead) throws InterruptedException {
        file.alone(() -> {
            List<JWK> keys = KeyLife.tidy(file.read().getKeys(), clock.instant());
            Instant from = clock.instant().plus(lead).truncatedTo(ChronoUnit.SECONDS);
            file.replace(new JWKSet(
                    Stream.concat(keys.stream(), KeyLife.newPair(from).stream()).toList()));
            console.accept("new keys sign from " + from + "; until then the old ones do");
            while (clock.instant().isBefore(from)) {
                Thread.sleep(Duration.between(clock.instant(), from).plusMillis(1));
            }
            file.replace(new JWKSet(KeyLife.tidy(file.read().getKeys(), clock.instant())));
        });
        list();
    }

    /** What the key signed is believed no more. */
    void revoke(String id) throws InterruptedException {
        file.alone(() -> {
            List<JWK> keys = file.read().getKeys();
            JWK key = keys.stream()
                    .filter(one -> id.equals(one.getKeyID()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no key " + id));
            if (isSigning(key, keys, clock.instant())) {
                throw new IllegalArgumentException(id + " signs now: rotate first");
            }
            file.replace(
                    new JWKSet(keys.stream().filter(one -> !one.equals(key)).toList()));
        });
        list();
    }
}
