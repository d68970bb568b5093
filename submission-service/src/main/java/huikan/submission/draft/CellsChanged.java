package huikan.submission.draft;

import huikan.problem.FieldError;
import huikan.service.problem.ProblemException;
import huikan.submission.draft.Draft.Conflict;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cells that somebody else changed since they were seen; nothing was written. */
public final class CellsChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 60;

    private final transient List<Conflict> conflicts;

    CellsChanged(List<Conflict> conflicts) {
        super(conflicts.stream().map(Conflict::pointer).collect(Collectors.joining(", ")));
        this.conflicts = conflicts;
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    /** As it is told: one error a cell. */
    public ProblemException problem() {
        return DraftProblem.CELL_CHANGED.because(
                "Nothing was written: of these cells " + conflicts.size() + " were changed by somebody else since.",
                conflicts.stream()
                        .map(one -> new FieldError(
                                one.pointer(),
                                DraftProblem.CELL_CHANGED.kind().code(),
                                one.theirs().by() + " wrote "
                                        + shown(one.theirs().value()) + "; yours is " + shown(one.yours()) + "."))
                        .toList());
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "nothing";
        }
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
    }
}
