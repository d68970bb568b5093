package huikan.gateway.login;

import huikan.service.problem.Problem;

/** Why a request of a session is refused. */
enum LoginProblem implements Problem {
    CSRF("csrf-token-wrong", 403, "The request does not prove that it comes from the person's own page"),
    NO_ACCOUNT("account-none", 403, "No login here has this subject of the outside issuer"),
    LOCKED("account-locked", 403, "The login is locked"),
    NO_PERSON("no-person", 404, "This caller is no person with a login");

    private final Kind kind;

    LoginProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
