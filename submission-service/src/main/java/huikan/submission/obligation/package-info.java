/** What each agency owes in each cycle, the slot that one filing holds, and the ledger. */
@NullMarked
package huikan.submission.obligation;

import org.jspecify.annotations.NullMarked;
