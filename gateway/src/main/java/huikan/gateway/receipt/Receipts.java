package huikan.gateway.receipt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
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

    private final SigningKeys keys;
    private volatile Pen pen;

    /** What signs; made once for a key. */
    private record Pen(String keyId, JWSHeader header, ECDSASigner signer) {

        static Pen of(ECKey key) {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .type(TYPE)
                    .build();
            try {
                return new Pen(key.getKeyID(), header, QuickSignatures.signer(key));
            } catch (JOSEException unfit) {
                throw new IllegalStateException("the key " + key.getKeyID() + " cannot sign receipts", unfit);
            }
        }
    }

    Receipts(SigningKeys keys) {
        this.keys = keys;
        this.pen = Pen.of(keys.forReceipts());
    }

    /** The receipt as a compact JWS. */
    public String sign(Receipt receipt) {
        Pen current = pen();
        JWSObject signed = new JWSObject(current.header(), new Payload(JSON.writeValueAsString(receipt)));
        try {
            signed.sign(current.signer());
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a receipt cannot be signed", impossible);
        }
        return signed.serialize();
    }

    private Pen pen() {
        ECKey key = keys.forReceipts();
        Pen known = pen;
        if (!known.keyId().equals(key.getKeyID())) {
            known = Pen.of(key);
            pen = known;
        }
        return known;
    }

    /** What it says, if this suite signed it; empty for anything else. */
    Optional<Receipt> read(String compact) {
        try {
            JWSObject signed = JWSObject.parse(compact);
            Optional<ECKey> key =
                    Optional.ofNullable(signed.getHeader().getKeyID()).flatMap(keys::ofReceipt);
            if (!TYPE.equals(signed.getHeader().getType())
                    || key.isEmpty()
                    || !signed.verify(new ECDSAVerifier(key.get()))) {
                return Optional.empty();
            }
            return Optional.of(JSON.readValue(signed.getPayload().toString(), Receipt.class));
        } catch (ParseException | JOSEException | JacksonException forged) {
            return Optional.empty();
        }
    }
}
