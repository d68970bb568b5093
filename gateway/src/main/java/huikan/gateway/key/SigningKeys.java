package huikan.gateway.key;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The keys of tokens and receipts as the key file has them now: it is read again soon after it was changed. */
@Component
public class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    /** Every gateway knows a new key long before it signs, see {@link Keys}. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final KeyFile file;
    private final Clock clock;
    private volatile Held held;

    /** What was read, of which state of the file, and when (nanoseconds of this machine) it is looked at again. */
    private record Held(JWKSet keys, FileTime changed, long lookAgain) {}

    SigningKeys(KeySettings settings, Clock clock) {
        this.file = new KeyFile(settings.file());
        this.clock = clock;
        file.makeIfMissing();
        this.held = read(file.changed());
    }

    /** All keys, private parts included. */
    public JWKSet all() {
        return current();
    }

    /** The key that signs tokens now. */
    public RSAKey forTokens() {
        return (RSAKey) signing(KeyLife.TOKENS);
    }

    /** The key that signs receipts now. */
    public ECKey forReceipts() {
        return (ECKey) signing(KeyLife.RECEIPTS);
    }

    /** The public key that a receipt says it was signed with; empty for one that was never ours or was revoked. */
    public Optional<ECKey> ofReceipt(String id) {
        return Optional.ofNullable(current().getKeyByKeyId(id))
                .filter(ECKey.class::isInstance)
                .map(key -> ((ECKey) key).toPublicJWK());
    }

    private JWK signing(KeyType kind) {
        return signing(current(), kind);
    }

    private JWK signing(JWKSet keys, KeyType kind) {
        return KeyLife.signing(keys.getKeys(), kind, clock.instant())
                .orElseThrow(() -> new IllegalStateException("the key file has no " + kind + " key that can sign"));
    }

    private JWKSet current() {
        Held known = held;
        if (System.nanoTime() - known.lookAgain() < 0) {
            return known.keys();
        }
        Held looked = look(known);
        held = looked;
        return looked.keys();
    }

    /** A file that is gone or broken changes nothing: the keys that are known sign on. */
    private Held look(Held known) {
        try {
            FileTime changed = file.changed();
            if (changed.equals(known.changed())) {
                return new Held(known.keys(), changed, nextLook());
            }
            Held read = read(changed);
            LOG.info("the key file was changed; it has {} keys now", read.keys().size());
            return read;
        } catch (UncheckedIOException | IllegalStateException unusable) {
            LOG.error("the keys known before stay in use: {}", unusable.getMessage());
            return new Held(known.keys(), known.changed(), nextLook());
        }
    }

    /** @param changed as seen before it is read: a change that comes between is seen at the next look */
    private Held read(FileTime changed) {
        JWKSet keys = file.read();
        signing(keys, KeyLife.TOKENS);
        signing(keys, KeyLife.RECEIPTS);
        return new Held(keys, changed, nextLook());
    }

    private static long nextLook() {
        return System.nanoTime() + LOOK_AGAIN.toNanos();
    }
}
