/** How far topics are in what this service makes of them. */
@NullMarked
package huikan.analytics.position;

import org.jspecify.annotations.NullMarked;
