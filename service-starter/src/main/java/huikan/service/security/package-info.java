/** Who calls, from the token; what needs no token. */
@NullMarked
package huikan.service.security;

import org.jspecify.annotations.NullMarked;
