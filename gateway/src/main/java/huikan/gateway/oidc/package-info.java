/** An outside OpenID Connect issuer: people are sent there to log in, and its tokens are read. */
@NullMarked
package huikan.gateway.oidc;

import org.jspecify.annotations.NullMarked;
