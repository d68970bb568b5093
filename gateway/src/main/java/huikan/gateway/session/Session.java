package huikan.gateway.session;

import java.time.Instant;

/**
 * One person logged in with one browser.
 *
 * @param key the SHA-256 of what the cookie says, in hexadecimal digits: the cookie cannot be made from it
 * @param csrf what a request that changes something has to repeat
 * @param seenAt the last request, up to a minute old
 * @param endsAt if nothing comes any more
 * @param agent how the browser names itself
 * @param address it came from at the login
 */
public record Session(
        String key,
        String login,
        String csrf,
        Instant createdAt,
        Instant seenAt,
        Instant endsAt,
        String agent,
        String address) {

    /** Of a request that came by a session. */
    public static final String ATTRIBUTE = "huikan.session";
}
