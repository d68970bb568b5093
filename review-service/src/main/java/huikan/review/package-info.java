/** review-service: reviews of submissions. */
@NullMarked
package huikan.review;

import org.jspecify.annotations.NullMarked;
