/** Tables that people upload. */
@NullMarked
package huikan.review.sheet;

import org.jspecify.annotations.NullMarked;
