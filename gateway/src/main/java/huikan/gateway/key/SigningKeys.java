package huikan.gateway.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import org.springframework.stereotype.Component;

/** An RSA key for tokens (every client reads RS256) and a P-256 key for receipts (fast: one a filing). */
@Component
public class SigningKeys {

    private static final int RSA_BITS = 2048;

    private final JWKSet keys;

    SigningKeys(KeySettings settings) {
        this.keys = load(settings.file());
    }

    /** All keys, private parts included. */
    public JWKSet all() {
        return keys;
    }

    /** The key that signs receipts. */
    public ECKey forReceipts() {
        return keys.getKeys().stream()
                .filter(ECKey.class::isInstance)
                .map(ECKey.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the key file has no EC key for receipts"));
    }

    private static JWKSet load(Path file) {
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            return JWKSet.parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the key file " + file + " cannot be used", unreadable);
        } catch (ParseException broken) {
            throw new IllegalStateException("the key file " + file + " is no JSON Web Key Set", broken);
        }
    }

    /** Whole or not at all; of two gateways that start at once, one makes it. */
    private static void make(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(
                folder,
                "keys",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, generated().toString(false), StandardCharsets.UTF_8);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException another) {
            // the other one's keys are as good
            return;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static JWKSet generated() {
        try {
            RSAKey tokens = new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
            ECKey receipts = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
            return new JWKSet(java.util.List.of(tokens, receipts));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
