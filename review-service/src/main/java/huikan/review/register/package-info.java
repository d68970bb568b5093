/** 整改台账: the register of findings, row by row and counted. */
@NullMarked
package huikan.review.register;

import org.jspecify.annotations.NullMarked;
