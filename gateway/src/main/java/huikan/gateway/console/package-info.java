/** The pages of the console, as they were built. */
@NullMarked
package huikan.gateway.console;

import org.jspecify.annotations.NullMarked;
