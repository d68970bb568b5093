/** Waivers: a check rule that is not held against an agency or in a cycle, with a reason and an end, for all to read. */
@NullMarked
package huikan.submission.waiver;

import org.jspecify.annotations.NullMarked;
