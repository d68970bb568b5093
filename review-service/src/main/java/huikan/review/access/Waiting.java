package huikan.review.access;

import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.util.ArrayList;
import java.util.List;

/** For whom a thing waits: a role at an agency, or one person. */
public final class Waiting {

    private Waiting() {}

    /** For the unit: its reporter or its leader. */
    public static String unit(String agency) {
        return agency + "/UNIT";
    }

    /** For the supervisor of an agency. */
    public static String supervisor(String agency) {
        return agency + "/SUPERVISOR";
    }

    /** For a supervisor or an inspector of an agency. */
    public static String verifier(String agency) {
        return agency + "/VERIFIER";
    }

    /** For a reviewer of an agency. */
    public static String reviewer(String agency) {
        return agency + "/REVIEWER";
    }

    /** For one person. */
    public static String person(String login) {
        return "@" + login;
    }

    /** All that waits for a caller is under one of these. */
    public static List<String> of(Caller caller) {
        List<String> keys = new ArrayList<>(List.of(person(caller.login())));
        for (String agency : caller.agencies()) {
            if (caller.is(Role.REPORTER, Role.SUPERVISOR)) {
                keys.add(unit(agency));
            }
            if (caller.is(Role.REVIEWER)) {
                keys.add(reviewer(agency));
            }
            if (caller.is(Role.SUPERVISOR)) {
                keys.add(supervisor(agency));
            }
            if (caller.is(Role.SUPERVISOR, Role.INSPECTOR)) {
                keys.add(verifier(agency));
            }
        }
        return keys;
    }
}
