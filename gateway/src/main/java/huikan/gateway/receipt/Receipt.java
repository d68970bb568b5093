package huikan.gateway.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.Relayer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway vouches for: this document of this agency was on every in-sync replica at this time.
 *
 * @param relayedBy who filed it on behalf of the agency; left out where the agency filed for itself
 */
public record Receipt(
        String id,
        String cycle,
        String agency,
        String digest,
        Instant receivedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Relayer relayedBy) {}
