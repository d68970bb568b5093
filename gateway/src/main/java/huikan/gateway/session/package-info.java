/** Sessions of people who logged in. */
@NullMarked
package huikan.gateway.session;

import org.jspecify.annotations.NullMarked;
