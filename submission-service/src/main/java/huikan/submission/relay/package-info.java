/** Relays (代报): an agency that files for those below it, by form and by date. */
@NullMarked
package huikan.submission.relay;

import org.jspecify.annotations.NullMarked;
