/** Health that tells the truth about broker and store. */
@NullMarked
package huikan.service.health;

import org.jspecify.annotations.NullMarked;
