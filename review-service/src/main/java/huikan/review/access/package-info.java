/** Who may: the agencies and who stands above whom, and how a caller stands to a case. */
@NullMarked
package huikan.review.access;

import org.jspecify.annotations.NullMarked;
