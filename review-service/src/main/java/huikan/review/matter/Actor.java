package huikan.review.matter;

import huikan.service.security.Caller;
import huikan.service.security.Role;

/** Who makes a move, as the state machines name them. */
public enum Actor {
    /** 责任单位: the agency that has something to do, for which its reporter or its leader acts. */
    UNIT,
    /** A superior's supervisor. */
    SUPERVISOR,
    /** A superior's supervisor or inspector, who looks whether it was done; never the unit. */
    VERIFIER,
    /** The suite itself: a timer, or a move of something else that brings this one with it. */
    SYSTEM;

    /** Whether a caller is this actor, where one agency issues something to another: its supervisor is that of the issuer. */
    public boolean isOf(String unit, String issuer, Caller caller) {
        return switch (this) {
            case UNIT -> caller.actsFor(unit) && caller.is(Role.REPORTER, Role.SUPERVISOR);
            case SUPERVISOR, VERIFIER -> caller.actsFor(issuer) && caller.is(Role.SUPERVISOR);
            case SYSTEM -> false;
        };
    }
}
