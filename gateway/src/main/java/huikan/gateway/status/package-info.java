/** Whether the whole suite is ready. */
@NullMarked
package huikan.gateway.status;

import org.jspecify.annotations.NullMarked;
