package huikan.review.webhook;

import huikan.service.problem.Problem;

/** Why a webhook is not kept. */
enum WebhookProblem implements Problem {
    UNKNOWN("webhook-unknown", 404, "There is no such webhook of your agency"),
    NOT_YOURS("webhook-not-yours", 403, "A supervisor keeps the webhooks of an agency"),
    INVALID("webhook-invalid", 422, "The webhook cannot be kept like this"),
    TOO_MANY("too-many-webhooks", 409, "The agency has as many webhooks as it may have");

    private final Kind kind;

    WebhookProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
