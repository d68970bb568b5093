/** Logins and the tokens they get. */
@NullMarked
package huikan.gateway.account;

import org.jspecify.annotations.NullMarked;
