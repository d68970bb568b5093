/** The books of a cycle: what is owed against what came in. */
@NullMarked
package huikan.submission.ledger;

import org.jspecify.annotations.NullMarked;
