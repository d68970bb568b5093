package huikan.gateway.intake;

import java.time.Instant;

/**
 * The answer to a filing that was taken.
 *
 * @param receipt compact JWS
 */
record Acknowledgement(String id, String cycle, String agency, String digest, Instant receivedAt, String receipt) {}
