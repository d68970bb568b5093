/** The sums as dashboards ask for them. */
@NullMarked
package huikan.analytics.metrics;

import org.jspecify.annotations.NullMarked;
