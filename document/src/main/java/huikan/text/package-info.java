/** What people write. */
@NullMarked
package huikan.text;

import org.jspecify.annotations.NullMarked;
