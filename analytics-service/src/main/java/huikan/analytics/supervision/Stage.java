package huikan.analytics.supervision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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

    public Stage {
        requireNonNull(at, "at");
        requireNonNull(status, "status");
    }

    /** Whether a step after this one has nothing new to say. */
    boolean says(Stage next) {
        return next.equals(SILENT)
                || (status.equals(next.status) && Objects.equals(dueOn, next.dueOn) && Objects.equals(mark, next.mark));
    }

    private String text() {
        String due = dueOn == null ? "" : Long.toString(dueOn.toEpochDay(), RADIX);
        return String.join(" ", Long.toString(at.toEpochMilli(), RADIX), status, due, mark == null ? "" : mark);
    }

    /** Short, since a province has a hundred thousand of them. */
    static String text(List<Stage> stages) {
        return stages.stream().map(Stage::text).collect(Collectors.joining(";"));
    }

    static List<Stage> all(String text) {
        List<Stage> stages = new ArrayList<>();
        Long due = null;
        LocalDate dueOn = null;
        for (int from = 0; from < text.length(); ) {
            int status = text.indexOf(' ', from) + 1;
            int day = text.indexOf(' ', status) + 1;
            int mark = text.indexOf(' ', day) + 1;
            int end = text.indexOf(';', mark);
            int until = end < 0 ? text.length() : end;
            Long next = mark - 1 == day ? null : Long.valueOf(Long.parseLong(text, day, mark - 1, RADIX));
            if (!Objects.equals(due, next)) {
                due = next;
                dueOn = next == null ? null : LocalDate.ofEpochDay(next);
            }
            stages.add(new Stage(
                    Instant.ofEpochMilli(Long.parseLong(text, from, status - 1, RADIX)),
                    text.substring(status, day - 1),
                    dueOn,
                    mark == until ? null : text.substring(mark, until)));
            from = until + 1;
        }
        return stages;
    }
}
