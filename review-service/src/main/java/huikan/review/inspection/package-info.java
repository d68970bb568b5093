/** 督察, 督查, 督导: inspections, from the annual plan to the summary. */
@NullMarked
package huikan.review.inspection;

import org.jspecify.annotations.NullMarked;
