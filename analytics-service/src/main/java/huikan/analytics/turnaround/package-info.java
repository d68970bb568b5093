/** How long filings wait for each level of their review, as of any instant. */
@NullMarked
package huikan.analytics.turnaround;

import org.jspecify.annotations.NullMarked;
