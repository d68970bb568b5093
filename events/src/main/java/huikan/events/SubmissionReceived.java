package huikan.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A filing whose shape is right was acknowledged by the gateway. The body is the value of its record as it is, and the rest is in
 * headers, so that nobody reads or writes it twice.
 *
 * @param id of the submission; the same for the same agency, idempotency key and digest
 * @param idempotencyKey as the client sent it, or null
 * @param digest of the body
 * @param receivedAt by the gateway's clock, in milliseconds; decides whether the filing is late
 * @param client the login that sent it
 * @param body in RFC 8785 form
 * @param relayedBy the agency that sent it on behalf of its own; null where the agency filed for itself
 * @param signedOffBy the login that signed its draft off (签发); null where nobody did, or where it comes from no draft
 */
@EventType(SubmissionReceived.TYPE)
public record SubmissionReceived(
        String id,
        String cycle,
        String agency,
        @Nullable String idempotencyKey,
        String digest,
        Instant receivedAt,
        String client,
        String body,
        @Nullable String relayedBy,
        @Nullable String signedOffBy)
        implements Event {

    /** Its name on the wire. */
    public static final String TYPE = "submission.received.v2";

    public SubmissionReceived {
        requireNonNull(id, "id");
        requireNonNull(cycle, "cycle");
        requireNonNull(agency, "agency");
        requireNonNull(digest, "digest");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(client, "client");
        requireNonNull(body, "body");
    }

    /** Of an agency that files for itself, and signs nothing off. */
    public SubmissionReceived(
            String id,
            String cycle,
            String agency,
            @Nullable String idempotencyKey,
            String digest,
            Instant receivedAt,
            String client,
            String body) {
        this(id, cycle, agency, idempotencyKey, digest, receivedAt, client, body, null, null);
    }

    /** Who filed it on behalf of its agency; null where the agency filed for itself. */
    public @Nullable Relayer relayer() {
        return relayedBy == null ? null : new Relayer(relayedBy, client);
    }

    @Override
    public String topic() {
        return Topics.SUBMISSIONS_RECEIVED;
    }

    @Override
    public String key() {
        return Topics.obligationKey(cycle, agency);
    }

    @Override
    public String subject() {
        return id;
    }
}
