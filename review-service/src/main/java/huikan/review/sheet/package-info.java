/** Tables as files that people open: CSV and XLSX. */
@NullMarked
package huikan.review.sheet;

import org.jspecify.annotations.NullMarked;
