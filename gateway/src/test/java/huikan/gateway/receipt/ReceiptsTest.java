package huikan.gateway.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import huikan.gateway.key.KeysIn;
import huikan.gateway.key.QuickCrypto;
import huikan.gateway.key.SigningKeys;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptsTest {

    private static final Receipt RECEIPT =
            new Receipt("1", "annual-2023", "210902-gov", "sha256:ab", Instant.parse("2024-01-31T08:00:00.123Z"), null);
    private static final String TYPE = "huikan-receipt+jws";

    @TempDir
    Path folder;

    private SigningKeys keys;
    private Receipts receipts;

    @BeforeEach
    void aGateway() {
        keys = KeysIn.folder(folder);
        receipts = new Receipts(keys);
    }

    private static String signed(ECKey by, String keyId, String type) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(keyId)
                .type(new JOSEObjectType(type))
                .build();
        JWSObject signed = new JWSObject(header, new Payload("""
                        {"id": "1", "cycle": "annual-2023", "agency": "210902-gov", "digest": "sha256:ab",
                         "receivedAt": "2024-01-31T08:00:00.123Z"}"""));
        signed.sign(new ECDSASigner(by));
        return signed.serialize();
    }

    @Test
    void what_was_signed_is_read_by_every_gateway_with_the_same_keys() {
        String compact = receipts.sign(RECEIPT);
        assertThat(receipts.read(compact)).hasValue(RECEIPT);
        assertThat(new Receipts(KeysIn.folder(folder)).read(compact)).hasValue(RECEIPT);
        assertThat(new Receipts(KeysIn.folder(folder.resolve("of-another-suite"))).read(compact))
                .isEmpty();
    }

    /** A receipt made on one machine is looked at on another. */
    @Test
    void javas_own_provider_verifies_it_with_the_published_key() throws Exception {
        JWSObject receipt = JWSObject.parse(receipts.sign(RECEIPT));
        assertThat(receipt.getHeader().getType()).hasToString(TYPE);
        ECKey published = keys.all()
                .toPublicJWKSet()
                .getKeyByKeyId(receipt.getHeader().getKeyID())
                .toECKey();
        assertThat(published.isPrivate()).isFalse();
        assertThat(receipt.verify(new ECDSAVerifier(published))).isTrue();
        assertThat(receipt.verify(new ECDSAVerifier(new ECKeyGenerator(Curve.P_256).generate())))
                .isFalse();
    }

    @Test
    void what_was_changed_or_signed_by_somebody_else_is_not_genuine() throws Exception {
        String[] parts = receipts.sign(RECEIPT).split("\\.", -1);
        String later = Base64URL.encode(new Base64URL(parts[1]).decodeToString().replace("2024", "2023"))
                .toString();
        assertThat(receipts.read(parts[0] + "." + later + "." + parts[2])).isEmpty();

        ECKey own = keys.forReceipts();
        ECKey foreign = new ECKeyGenerator(Curve.P_256).generate();
        assertThat(receipts.read(signed(own, own.getKeyID(), TYPE))).hasValue(RECEIPT);
        assertThat(receipts.read(signed(foreign, own.getKeyID(), TYPE)))
                .as("under the name of a key of ours")
                .isEmpty();
        assertThat(receipts.read(signed(foreign, "unknown", TYPE))).isEmpty();
        assertThat(receipts.read(signed(own, own.getKeyID(), "JWT")))
                .as("signed by us for another purpose")
                .isEmpty();
        for (String nonsense : new String[] {"", "a.b", "a.b.c", "..", parts[0] + ".." + parts[2]}) {
            assertThat(receipts.read(nonsense)).as(nonsense).isEmpty();
        }
    }

    @Test
    void where_there_is_native_code_it_signs() {
        boolean shipped = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assertThat(QuickCrypto.provider().isPresent()).isEqualTo(shipped);
    }
}
