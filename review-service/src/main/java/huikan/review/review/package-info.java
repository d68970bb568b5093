/** The review of one submission, level after level. */
@NullMarked
package huikan.review.review;

import org.jspecify.annotations.NullMarked;
