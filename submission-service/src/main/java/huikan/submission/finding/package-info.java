/** What the findings of the suite (问题台账) come to, which figures of a filing are compared with. */
@NullMarked
package huikan.submission.finding;

import org.jspecify.annotations.NullMarked;
