/** The uploaded files, as far as evidence names them. */
@NullMarked
package huikan.review.attachment;

import org.jspecify.annotations.NullMarked;
