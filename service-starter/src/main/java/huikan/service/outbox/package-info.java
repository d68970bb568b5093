/** A change and its event are one write; the relay here publishes what waits. */
@NullMarked
package huikan.service.outbox;

import org.jspecify.annotations.NullMarked;
