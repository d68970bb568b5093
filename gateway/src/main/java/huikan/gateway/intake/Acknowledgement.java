package huikan.gateway.intake;

import huikan.gateway.receipt.Receipt;
import java.time.Instant;

/**
 * The answer to a filing that was taken.
 *
 * @param receipt compact JWS
 */
record Acknowledgement(String id, String cycle, String agency, String digest, Instant receivedAt, String receipt) {

    static Acknowledgement of(Receipt receipt, String signed) {
        return new Acknowledgement(
                receipt.id(), receipt.cycle(), receipt.agency(), receipt.digest(), receipt.receivedAt(), signed);
    }
}
