/** 双随机: draws whose result nobody chose, and that anybody can recompute. */
@NullMarked
package huikan.review.draw;

import org.jspecify.annotations.NullMarked;
