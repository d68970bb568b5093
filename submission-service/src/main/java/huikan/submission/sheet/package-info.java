/** Spreadsheets that are filled in: the template of a cycle, and what comes back. */
@NullMarked
package huikan.submission.sheet;

import org.jspecify.annotations.NullMarked;
