/** Receipts that hold up: signing and verifying them. */
@NullMarked
package huikan.gateway.receipt;

import org.jspecify.annotations.NullMarked;
