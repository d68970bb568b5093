/** People's logins: who they are, their secrets, and what became of them. */
@NullMarked
package huikan.gateway.people;

import org.jspecify.annotations.NullMarked;
