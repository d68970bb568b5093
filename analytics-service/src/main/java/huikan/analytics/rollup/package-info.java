/** From events to exact sums: what each obligation counts for, and the sums over them. */
@NullMarked
package huikan.analytics.rollup;

import org.jspecify.annotations.NullMarked;
