/** An embedded document store for trial and tests: MongoDB's wire protocol over a file, durable across crashes. */
@NullMarked
package huikan.store;

import org.jspecify.annotations.NullMarked;
