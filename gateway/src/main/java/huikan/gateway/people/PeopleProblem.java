package huikan.gateway.people;

import huikan.service.problem.Problem;

/** Why a login is not shown or changed. */
enum PeopleProblem implements Problem {
    ADMIN_ONLY("accounts-admin-only", 403, "Logins are for the administrator"),
    UNKNOWN("account-unknown", 404, "There is no such login"),
    AGENCY_UNKNOWN("people-agency-unknown", 404, "There is no such agency, or not for you"),
    EXISTS("account-exists", 409, "There is such a login already"),
    SUBJECT_TAKEN("account-subject-taken", 409, "Another login has this subject"),
    LAST_ADMIN("account-last-admin", 409, "Nobody could keep the logins any more"),
    INVALID("account-invalid", 422, "The login cannot be like that"),
    SECRET_UNFIT("secret-unfit", 422, "The secret is not good enough"),
    SECRET_WRONG("secret-wrong", 403, "The secret is not the present one");

    private final Kind kind;

    PeopleProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
