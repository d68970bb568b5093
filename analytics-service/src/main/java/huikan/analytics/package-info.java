/** analytics-service: a projection of the events; it owns no truth. */
@NullMarked
package huikan.analytics;

import org.jspecify.annotations.NullMarked;
