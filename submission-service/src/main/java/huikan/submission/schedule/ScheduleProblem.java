package huikan.submission.schedule;

import huikan.service.problem.Problem;

/** What can be wrong with a schedule. */
enum ScheduleProblem implements Problem {
    UNKNOWN("schedule-unknown", 404, "There is no such schedule"),
    INVALID("schedule-invalid", 422, "The schedule cannot stand like this"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator changes schedules"),
    FULL("schedules-full", 409, "There is no room for more");

    private final Kind kind;

    ScheduleProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
