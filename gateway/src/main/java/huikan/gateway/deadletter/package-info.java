/** What the services could not process: listed, tried again, or laid aside with a reason. */
@NullMarked
package huikan.gateway.deadletter;

import org.jspecify.annotations.NullMarked;
