package huikan.gateway.oidc;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.impl.ConcatKDF;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import huikan.gateway.key.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Who is out at the issuer and not back yet: the browser has it, encrypted and authenticated (AES-GCM), so that nothing is
 * kept for a stranger. Any gateway with the same key file opens it.
 */
@Component
@Conditional(OnOutsideIssuer.class)
class Departures {

    private static final byte[] PURPOSE = "huikan login at an outside issuer".getBytes(StandardCharsets.UTF_8);

    private final SigningKeys keys;
    private final Clock clock;

    Departures(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    String seal(Departure departure) {
        RSAKey key = keys.forTokens();
        EncryptedJWT kept = new EncryptedJWT(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .expirationTime(Date.from(clock.instant().plus(Departure.LIFE)))
                        .claim("state", departure.state())
                        .claim("redirect", departure.redirect())
                        .claim("nonce", departure.nonce())
                        .claim("verifier", departure.verifier())
                        .claim("next", departure.next())
                        .claim("language", departure.language())
                        .build());
        try {
            kept.encrypt(new DirectEncrypter(secret(key)));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return kept.serialize();
    }

    /** Empty when it is not ours, of another state, or too old. */
    Optional<Departure> open(String kept, String state) {
        try {
            EncryptedJWT read = EncryptedJWT.parse(kept);
            if (!(keys.all().getKeyByKeyId(read.getHeader().getKeyID()) instanceof RSAKey key) || !key.isPrivate()) {
                return Optional.empty();
            }
            read.decrypt(new DirectDecrypter(secret(key)));
            return Optional.of(read.getJWTClaimsSet())
                    .filter(claims -> claims.getExpirationTime().toInstant().isAfter(clock.instant()))
                    .map(Departures::departure)
                    .filter(departure -> departure.state().equals(state));
        } catch (ParseException | JOSEException forged) {
            return Optional.empty();
        }
    }

    private static Departure departure(JWTClaimsSet claims) {
        return new Departure(
                text(claims, "state"),
                text(claims, "redirect"),
                text(claims, "nonce"),
                text(claims, "verifier"),
                text(claims, "next"),
                text(claims, "language"));
    }

    private static String text(JWTClaimsSet claims, String name) {
        return String.valueOf(claims.getClaim(name));
    }

    /** Of one purpose only, and told to nobody: the key itself signs tokens. */
    private static SecretKey secret(RSAKey key) throws JOSEException {
        return new ConcatKDF("SHA-256")
                .deriveKey(
                        new SecretKeySpec(key.getPrivateExponent().decode(), "RSA"),
                        EncryptionMethod.A256GCM.cekBitLength(),
                        PURPOSE);
    }
}
