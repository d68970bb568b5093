/** What metrics must know of agencies and cycles, as last told. */
@NullMarked
package huikan.analytics.directory;

import org.jspecify.annotations.NullMarked;
