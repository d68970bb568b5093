package huikan.submission.sheet;

import huikan.problem.FieldError;
import huikan.service.problem.Problem;
import huikan.service.problem.ProblemException;
import java.util.List;

/** What can be wrong with a whole spreadsheet; what is wrong with a cell of it is told beside the cells that are right. */
enum SheetProblem implements Problem {
    INVALID("sheet-invalid", 422, "The file is no filled template of this cycle and agency");

    private final Kind kind;

    SheetProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    /** For one reason. */
    ProblemException because(String code, String detail) {
        return because(detail, List.of(new FieldError("", code, detail)));
    }
}
