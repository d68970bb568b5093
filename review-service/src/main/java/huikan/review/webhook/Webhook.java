package huikan.review.webhook;

import java.time.Instant;

/**
 * Where an agency hears of what waits for it.
 *
 * @param secret {@code whsec_} and Base64, as Standard Webhooks has it
 * @param active false once the receiver said that it is gone
 */
record Webhook(String id, String agency, String url, String secret, String by, Instant at, boolean active) {}
