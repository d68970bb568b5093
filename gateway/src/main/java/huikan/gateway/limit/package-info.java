/** How much one client may ask of one gateway. */
@NullMarked
package huikan.gateway.limit;

import org.jspecify.annotations.NullMarked;
