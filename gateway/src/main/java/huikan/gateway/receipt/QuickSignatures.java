package huikan.gateway.receipt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import huikan.gateway.key.QuickCrypto;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Optional;

/**
 * Amazon's library signs with P-256 in a quarter of the time that Java's own provider takes. It is native code, which is
 * not there for every system; Java's own makes the same signatures.
 */
final class QuickSignatures {

    private QuickSignatures() {}

    /** Who signs with this key: the key in the form that the quick provider keeps, or as it is where there is none. */
    static ECDSASigner signer(ECKey key) throws JOSEException {
        Optional<Provider> quick = QuickCrypto.provider();
        if (quick.isEmpty()) {
            return new ECDSASigner(key);
        }
        try {
            // done once: else the key is read into native code again for each signature
            PrivateKey translated =
                    (PrivateKey) KeyFactory.getInstance("EC", quick.get()).translateKey(key.toECPrivateKey());
            ECDSASigner signer = new ECDSASigner(translated, Curve.P_256);
            signer.getJCAContext().setProvider(quick.get());
            return signer;
        } catch (NoSuchAlgorithmException | InvalidKeyException unfit) {
            throw new JOSEException(unfit.getMessage(), unfit);
        }
    }
}
