/** One form of a JSON value, and its digest: what receipts, decisions and trails are bound to. */
@NullMarked
package huikan.canonical;

import org.jspecify.annotations.NullMarked;
