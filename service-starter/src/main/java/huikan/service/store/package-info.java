/** The connection to the document store. */
@NullMarked
package huikan.service.store;

import org.jspecify.annotations.NullMarked;
