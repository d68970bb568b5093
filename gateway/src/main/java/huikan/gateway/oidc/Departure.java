package huikan.gateway.oidc;

import java.time.Duration;

/**
 * What has to be known when somebody is back from the issuer.
 *
 * @param redirect the address to come back to, as it was told to the issuer
 * @param next the page to go on to
 * @param language of the pages, as it was asked for
 */
public record Departure(String state, String redirect, String nonce, String verifier, String next, String language) {

    /** For so long it is waited for somebody. */
    public static final Duration LIFE = Duration.ofMinutes(10);
}
