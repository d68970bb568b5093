/** A form issued for a period to a frozen list of agencies. */
@NullMarked
package huikan.submission.cycle;

import org.jspecify.annotations.NullMarked;
