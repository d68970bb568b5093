/** What the gateway's integration tests share. */
@NullMarked
package huikan.gateway.testing;

import org.jspecify.annotations.NullMarked;
