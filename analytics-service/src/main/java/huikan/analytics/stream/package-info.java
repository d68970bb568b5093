/** Who keeps a connection open is told which rollups change. */
@NullMarked
package huikan.analytics.stream;

import org.jspecify.annotations.NullMarked;
