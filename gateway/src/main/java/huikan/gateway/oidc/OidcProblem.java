package huikan.gateway.oidc;

import huikan.service.problem.Problem;

/** Why the outside issuer cannot be asked. */
enum OidcProblem implements Problem {
    ISSUER_AWAY("issuer-away", 503, "The outside issuer cannot be reached at the moment");

    private final Kind kind;

    OidcProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
