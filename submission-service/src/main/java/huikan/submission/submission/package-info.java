/** A filing once it was settled: its record, the table of its states, its trail, and what becomes of it. */
@NullMarked
package huikan.submission.submission;

import org.jspecify.annotations.NullMarked;
