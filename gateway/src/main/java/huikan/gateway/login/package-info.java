/** People at the browser: logging in and out, and the requests of a session. */
@NullMarked
package huikan.gateway.login;

import org.jspecify.annotations.NullMarked;
