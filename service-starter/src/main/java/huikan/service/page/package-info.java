/** Lists in pages. */
@NullMarked
package huikan.service.page;

import org.jspecify.annotations.NullMarked;
