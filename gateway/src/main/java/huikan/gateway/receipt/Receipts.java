package huikan.gateway.receipt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import huikan.gateway.key.SigningKeys;
import java.text.ParseException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Signs receipts and tells the genuine ones: compact JWS (RFC 7515), ES256, key published with the token keys. */
@Component
public class Receipts {

    private static final JOSEObjectType TYPE = new JOSEObjectType("huikan-receipt+jws");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JWSHeader header;
    private final ECDSASigner signer;
    private final JWSVerifier verifier;

    Receipts(SigningKeys keys) throws JOSEException {
        ECKey key = keys.forReceipts();
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(TYPE)
                .build();
        this.signer = new ECDSASigner(key);
        this.verifier = new ECDSAVerifier(key.toPublicJWK());
    }

    /** The receipt as a compact JWS. */
    public String sign(Receipt receipt) {
        JWSObject signed = new JWSObject(header, new Payload(JSON.writeValueAsString(receipt)));
        try {
            signed.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a receipt cannot be signed", impossible);
        }
        return signed.serialize();
    }

    /** What it says, if this suite signed it; empty for anything else. */
    Optional<Receipt> read(String compact) {
        try {
            JWSObject signed = JWSObject.parse(compact);
            if (!TYPE.equals(signed.getHeader().getType()) || !signed.verify(verifier)) {
                return Optional.empty();
            }
            return Optional.of(JSON.readValue(signed.getPayload().toString(), Receipt.class));
        } catch (ParseException | JOSEException | JacksonException forged) {
            return Optional.empty();
        }
    }
}
