/** The keys that sign tokens and receipts; they outlive a restart. */
@NullMarked
package huikan.gateway.key;

import org.jspecify.annotations.NullMarked;
