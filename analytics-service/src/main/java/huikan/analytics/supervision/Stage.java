package huikan.analytics.supervision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a case stood after a step.
 *
 * @param at of the step
 * @param status as review-service names it
 * @param dueOn as it was then, Asia/Shanghai
 * @param mark what else the step told; null for nothing
 */
public record Stage(
        Instant at,
        String status,
        @Nullable LocalDate dueOn,
        @Nullable String mark) {

    /** Of a step that changes nothing of what is counted. */
    static final Stage SILENT = new Stage(Instant.EPOCH, "", null, null);

    private static final int RADIX = 36;

    /** In the place of the due date of the stage before. */
    private static final char SAME = '=';

    /** Each is kept as its letter, from a on; others are kept as they are. Only to be added to. */
    private static final List<String> KNOWN = List.of(
            "REGISTERED",
            "MERGED",
            "ASSIGNED",
            "DISPUTED",
            "WAIVED",
            "CLAIMED",
            "PLAN_REVIEW",
            "RECTIFYING",
            "VERIFYING",
            "CLOSED",
            "CLOSED_SUSTAINED",
            "REINSPECTING",
            "CONFIRMED",
            "ISSUED",
            "RECEIVED",
            "HANDLING",
            "REPLIED",
            "COMPLETED",
            "ARCHIVED",
            "IN_PROGRESS",
            "DONE");

    public Stage {
        requireNonNull(at, "at");
        requireNonNull(status, "status");
    }

    /** Whether a step after this one has nothing new to say. */
    boolean says(Stage next) {
        return next.equals(SILENT)
                || (status.equals(next.status) && Objects.equals(dueOn, next.dueOn) && Objects.equals(mark, next.mark));
    }

    /** Short, since a province has a hundred thousand of them; a due date that stays is told once. */
    static String text(List<Stage> stages) {
        StringBuilder text = new StringBuilder();
        LocalDate due = null;
        for (Stage stage : stages) {
            text.append(text.isEmpty() ? "" : ";")
                    .append(Long.toString(stage.at.toEpochMilli(), RADIX))
                    .append(' ')
                    .append(letter(stage.status))
                    .append(' ')
                    .append(Objects.equals(due, stage.dueOn) ? String.valueOf(SAME) : day(stage.dueOn))
                    .append(' ')
                    .append(stage.mark == null ? "" : stage.mark);
            due = stage.dueOn;
        }
        return text.toString();
    }

    private static String letter(String status) {
        int known = KNOWN.indexOf(status);
        return known < 0 ? status : String.valueOf((char) ('a' + known));
    }

    private static String day(@Nullable LocalDate due) {
        return due == null ? "" : Long.toString(due.toEpochDay(), RADIX);
    }

    static List<Stage> all(String text) {
        List<Stage> stages = new ArrayList<>();
        LocalDate due = null;
        for (int from = 0; from < text.length(); ) {
            int status = text.indexOf(' ', from) + 1;
            int day = text.indexOf(' ', status) + 1;
            int mark = text.indexOf(' ', day) + 1;
            int end = text.indexOf(';', mark);
            int until = end < 0 ? text.length() : end;
            due = due(text, day, mark - 1, due);
            stages.add(new Stage(
                    Instant.ofEpochMilli(Long.parseLong(text, from, status - 1, RADIX)),
                    status(text, status, day - 1),
                    due,
                    mark == until ? null : text.substring(mark, until)));
            from = until + 1;
        }
        return stages;
    }

    private static String status(String text, int from, int until) {
        boolean isLetter = until - from == 1 && Character.isLowerCase(text.charAt(from));
        return isLetter ? KNOWN.get(text.charAt(from) - 'a') : text.substring(from, until);
    }

    private static @Nullable LocalDate due(String text, int from, int until, @Nullable LocalDate before) {
        if (from == until) {
            return null;
        }
        return text.charAt(from) == SAME ? before : LocalDate.ofEpochDay(Long.parseLong(text, from, until, RADIX));
    }
}
