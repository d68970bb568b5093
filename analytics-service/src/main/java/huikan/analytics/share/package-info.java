/** A part of a whole, as every figure tells it. */
@NullMarked
package huikan.analytics.share;

import org.jspecify.annotations.NullMarked;
