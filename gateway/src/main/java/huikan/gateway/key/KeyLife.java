package huikan.gateway.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * A key's way: published, signing from its time on ({@code nbf}) until a younger one of its kind signs, then without its
 * private part, to verify only. Tokens end within a day, and their keys with them; receipts are for ever, and so are
 * their public keys. See docs/adr/0011-key-rotation.md.
 */
final class KeyLife {

    /** For tokens: every client reads RS256. */
    static final KeyType TOKENS = KeyType.RSA;

    /** For receipts: P-256 signs fast, and there is one a filing. */
    static final KeyType RECEIPTS = KeyType.EC;

    private static final int RSA_BITS = 2048;

    /** The longest life of a token that the settings allow. */
    private static final Duration LONGEST_TOKEN = Duration.ofDays(1);

    private KeyLife() {}

    /** One for tokens, one for receipts. */
    static List<JWK> newPair(Instant signsFrom) {
        try {
            return List.of(
                    new RSAKeyGenerator(RSA_BITS)
                            // Java's own looks for primes for seconds when it has just started
                            .provider(QuickCrypto.provider().orElse(null))
                            .keyUse(KeyUse.SIGNATURE)
                            .keyIDFromThumbprint(true)
                            .notBeforeTime(Date.from(signsFrom))
                            .generate(),
                    new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .keyIDFromThumbprint(true)
                            .notBeforeTime(Date.from(signsFrom))
                            .generate());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** When it begins to sign; a key without a time did so always. */
    static Instant signsFrom(JWK key) {
        return key.getNotBeforeTime() == null
                ? Instant.EPOCH
                : key.getNotBeforeTime().toInstant();
    }

    /** The youngest of its kind whose time has come; the oldest, when a clock went back behind all of them. */
    static Optional<JWK> signing(List<JWK> keys, KeyType kind, Instant now) {
        List<JWK> able = keys.stream()
                .filter(key -> key.getKeyType().equals(kind) && key.isPrivate())
                .sorted(Comparator.comparing(KeyLife::signsFrom))
                .toList();
        return able.reversed().stream()
                .filter(key -> !signsFrom(key).isAfter(now))
                .findFirst()
                .or(() -> able.stream().findFirst());
    }

    /** Without what no longer signs: private parts, and keys of tokens that have all ended. */
    static List<JWK> tidy(List<JWK> keys, Instant now) {
        return keys.stream().flatMap(key -> tidy(key, keys, now).stream()).toList();
    }

    private static Optional<JWK> tidy(JWK key, List<JWK> keys, Instant now) {
        Optional<Instant> succeeded = signing(keys, key.getKeyType(), now)
                .map(KeyLife::signsFrom)
                .filter(next -> next.isAfter(signsFrom(key)));
        if (succeeded.isEmpty()) {
            return Optional.of(key);
        }
        boolean over = key.getKeyType().equals(TOKENS)
                && succeeded.get().plus(LONGEST_TOKEN).isBefore(now);
        return over ? Optional.empty() : Optional.of(key.toPublicJWK());
    }
}
