package huikan.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the gateway took in: topic {@link Topics#SUBMISSIONS_RECEIVED}. */
public sealed interface IntakeEvent extends Event {

    @Override
    default String topic() {
        return Topics.SUBMISSIONS_RECEIVED;
    }

    /**
     * A filing whose shape is right was acknowledged.
     *
     * @param id of the submission; the same for the same agency, idempotency key and digest
     * @param idempotencyKey as the client sent it, or null
     * @param digest of the document's RFC 8785 form
     * @param receivedAt by the gateway's clock, in milliseconds; decides whether the filing is late
     * @param client the login that sent it
     * @param document the body
     */
    @EventType("submission.received.v1")
    record SubmissionReceived(
            String id,
            String cycle,
            String agency,
            @Nullable String idempotencyKey,
            String digest,
            Instant receivedAt,
            String client,
            JsonNode document)
            implements IntakeEvent {

        public SubmissionReceived {
            requireNonNull(id, "id");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(digest, "digest");
            requireNonNull(receivedAt, "receivedAt");
            requireNonNull(client, "client");
            requireNonNull(document, "document");
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
}
