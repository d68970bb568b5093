/** What every service does when it starts: defaults, clock, topics, stopping with its launcher. */
@NullMarked
package huikan.service.start;

import org.jspecify.annotations.NullMarked;
