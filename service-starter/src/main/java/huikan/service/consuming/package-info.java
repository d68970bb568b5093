/** Reading events in batches, with retries, and dead letters for what cannot be processed. */
@NullMarked
package huikan.service.consuming;

import org.jspecify.annotations.NullMarked;
