/** What an agency filed for the days and weeks of a longer period, offered for the draft of that. */
@NullMarked
package huikan.submission.prefill;

import org.jspecify.annotations.NullMarked;
