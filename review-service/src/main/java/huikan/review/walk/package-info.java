/** The walk of one submission through its review levels. */
@NullMarked
package huikan.review.walk;

import org.jspecify.annotations.NullMarked;
