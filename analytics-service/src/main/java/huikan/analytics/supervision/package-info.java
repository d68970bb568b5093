/** What became of findings, orders, letters, tasks, case-file reviews and inspections, as of any instant. */
@NullMarked
package huikan.analytics.supervision;

import org.jspecify.annotations.NullMarked;
