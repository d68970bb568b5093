/** The front door. */
@NullMarked
package huikan.gateway;

import org.jspecify.annotations.NullMarked;
