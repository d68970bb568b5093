/** A document store in one process, for trial and tests: MongoDB's protocol over a file that survives {@code kill -9}. */
@NullMarked
package huikan.store;

import org.jspecify.annotations.NullMarked;
