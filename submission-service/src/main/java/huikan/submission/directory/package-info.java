/** The demo directory, loaded at the start in demo mode. */
@NullMarked
package huikan.submission.directory;

import org.jspecify.annotations.NullMarked;
