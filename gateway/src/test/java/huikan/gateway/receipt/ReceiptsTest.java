package huikan.gateway.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import huikan.gateway.key.QuickCrypto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever signs, Java's own provider verifies: a receipt made on one machine is looked at on another. */
class ReceiptsTest {

    private ECKey key;

    @BeforeEach
    void aKey() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    }

    private String signed(ECDSASigner signer) throws Exception {
        JWSObject receipt = new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload("{\"id\":\"1\"}"));
        receipt.sign(signer);
        return receipt.serialize();
    }

    @Test
    void what_the_quick_provider_signs_is_genuine_for_javas_own() throws Exception {
        String receipt = signed(QuickSignatures.signer(key));
        assertThat(JWSObject.parse(receipt).verify(new ECDSAVerifier(key.toPublicJWK())))
                .isTrue();
        assertThat(JWSObject.parse(receipt)
                        .verify(new ECDSAVerifier(
                                new ECKeyGenerator(Curve.P_256).generate().toPublicJWK())))
                .isFalse();
    }

    @Test
    void where_there_is_native_code_it_signs() {
        boolean shipped = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assertThat(QuickCrypto.provider().isPresent()).isEqualTo(shipped);
    }
}
