/** What an agency owes over all cycles. */
@NullMarked
package huikan.submission.owed;

import org.jspecify.annotations.NullMarked;
