/** 督办单: supervision orders, from the draft to the archive. */
@NullMarked
package huikan.review.order;

import org.jspecify.annotations.NullMarked;
