/** Rehearsals: what a rule would have said of the filings that a cycle has. */
@NullMarked
package huikan.submission.rehearsal;

import org.jspecify.annotations.NullMarked;
