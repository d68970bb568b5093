/** Agencies, their two superiors, and who is below whom. */
@NullMarked
package huikan.submission.agency;

import org.jspecify.annotations.NullMarked;
