package huikan.analytics.supervision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
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
    private static final int PARTS = 4;

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

    private static Stage of(String text) {
        String[] parts = text.split(" ", PARTS);
        return new Stage(
                Instant.ofEpochMilli(Long.parseLong(parts[0], RADIX)),
                parts[1],
                parts[2].isEmpty() ? null : LocalDate.ofEpochDay(Long.parseLong(parts[2], RADIX)),
                parts[3].isEmpty() ? null : parts[3]);
    }

    /** Short, since a province has a hundred thousand of them. */
    static String text(List<Stage> stages) {
        return stages.stream().map(Stage::text).collect(Collectors.joining(";"));
    }

    static List<Stage> all(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(";", -1)).map(Stage::of).toList();
    }
}
