package huikan.gateway.receipt;

import java.time.Instant;

/** What the gateway vouches for: this document of this agency was on every in-sync replica at this time. */
public record Receipt(String id, String cycle, String agency, String digest, Instant receivedAt) {}
