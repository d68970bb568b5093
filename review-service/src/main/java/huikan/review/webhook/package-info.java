/** Notifications to outside systems: signed, tried again, logged. */
@NullMarked
package huikan.review.webhook;

import org.jspecify.annotations.NullMarked;
