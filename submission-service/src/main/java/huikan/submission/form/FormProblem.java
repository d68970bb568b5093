package huikan.submission.form;

import huikan.service.problem.Problem;

/** What can be wrong with a form. */
enum FormProblem implements Problem {
    UNKNOWN("form-unknown", 404, "There is no such form"),
    INVALID("form-invalid", 422, "The form cannot stand like this"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator changes forms"),
    LAYOUT_UNREADABLE("form-layout-unreadable", 422, "No layout can be drawn from the file"),
    FULL("forms-full", 409, "There is no room for more");

    private final Kind kind;

    FormProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
