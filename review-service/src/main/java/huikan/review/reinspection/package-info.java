/** 回头看: second looks at what was closed. */
@NullMarked
package huikan.review.reinspection;

import org.jspecify.annotations.NullMarked;
