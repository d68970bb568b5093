/** From the topic to what was decided: each filing is read, assessed, given its slot or not, and written down once. */
@NullMarked
package huikan.submission.intake;

import org.jspecify.annotations.NullMarked;
