package huikan.gateway.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.Relayer;
import huikan.gateway.Services;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/** {@code /api/receipts/verify}. */
@RestController
final class ReceiptController {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptController.class);

    private final Receipts receipts;
    private final RestClient submissions;

    ReceiptController(Receipts receipts, RestClient.Builder clients, Services services) {
        this.receipts = receipts;
        this.submissions =
                clients.baseUrl(services.address("submission-service")).build();
    }

    record VerifyBody(String receipt) {}

    /**
     * @param genuine this suite signed it, and not a letter was changed
     * @param state what became of the filing; null while it is on its way, when the caller may not see it, or when it
     *     cannot be asked at the moment
     * @param relayedBy who filed it on behalf of the agency; left out where the agency filed for itself
     */
    record Verified(
            boolean genuine,
            @Nullable String id,
            @Nullable String cycle,
            @Nullable String agency,
            @Nullable String digest,
            @Nullable Instant receivedAt,
            @Nullable String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Relayer relayedBy) {}

    @PostMapping("/api/receipts/verify")
    Verified verify(@RequestBody VerifyBody body, @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        Optional<Receipt> read = receipts.read(body.receipt());
        if (read.isEmpty()) {
            return new Verified(false, null, null, null, null, null, null, null);
        }
        Receipt receipt = read.get();
        return new Verified(
                true,
                receipt.id(),
                receipt.cycle(),
                receipt.agency(),
                receipt.digest(),
                receipt.receivedAt(),
                state(receipt.id(), authorization),
                receipt.relayedBy());
    }

    private @Nullable String state(String id, String authorization) {
        try {
            JsonNode submission = submissions
                    .get()
                    .uri("/api/submissions/{id}", id)
                    .header(HttpHeaders.AUTHORIZATION, authorization)
                    .retrieve()
                    .body(JsonNode.class);
            return submission == null ? null : submission.path("state").asString(null);
        } catch (RestClientException unknown) {
            LOG.debug("what became of {} is not known: {}", id, unknown.getMessage());
            return null;
        }
    }
}
