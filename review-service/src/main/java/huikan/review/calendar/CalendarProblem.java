package huikan.review.calendar;

import huikan.service.problem.Problem;

/** Why a calendar is not answered or not taken. */
enum CalendarProblem implements Problem {
    NOT_AN_ADMINISTRATOR("not-an-administrator", 403, "Only an administrator keeps the calendar"),
    INVALID("calendar-invalid", 422, "The days cannot be taken like this");

    private final Kind kind;

    CalendarProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
