package huikan.gateway.people;

import java.time.Instant;

/**
 * Something that happened to a login.
 *
 * @param by whose doing it was: a login
 * @param detail what was changed to what, or where a login came from
 */
record Step(Instant at, Kind kind, String by, String detail) {

    /** What happened. */
    enum Kind {
        MADE,
        CHANGED,
        LOCKED,
        UNLOCKED,
        /** By an administrator. */
        SECRET_SET,
        /** By the person. */
        SECRET_CHANGED,
        LOGGED_IN,
        LOGGED_OUT,
        LOGIN_FAILED,
        /** Too many wrong secrets. */
        LOCKED_OUT,
        SESSIONS_ENDED
    }
}
