/** 催报: who has not filed is reminded, and reminded more firmly day after day. */
@NullMarked
package huikan.review.reminder;

import org.jspecify.annotations.NullMarked;
