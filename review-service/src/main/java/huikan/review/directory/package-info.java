/** Who stands above whom, as submission-service last told. */
@NullMarked
package huikan.review.directory;

import org.jspecify.annotations.NullMarked;
