/** 案卷评查: drawn case files are scored by people of other units, and what is wrong with them becomes findings. */
@NullMarked
package huikan.review.casefile;

import org.jspecify.annotations.NullMarked;
