/** What one instance at a time does. */
@NullMarked
package huikan.service.lease;

import org.jspecify.annotations.NullMarked;
