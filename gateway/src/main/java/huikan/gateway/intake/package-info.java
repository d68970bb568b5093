/** Filings on their way into Kafka: shape, idempotency, receipt. */
@NullMarked
package huikan.gateway.intake;

import org.jspecify.annotations.NullMarked;
