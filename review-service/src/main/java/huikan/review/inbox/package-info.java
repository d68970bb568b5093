/** What waits for a person: of every kind, in one list. */
@NullMarked
package huikan.review.inbox;

import org.jspecify.annotations.NullMarked;
