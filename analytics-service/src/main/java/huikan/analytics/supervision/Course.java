package huikan.analytics.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a case went through.
 *
 * @param path its agency, and everybody above it when it was opened
 * @param stages in the order of its steps, at least one
 * @param facts as {@link Origin} has them
 */
public record Course(Kind kind, List<String> path, List<Stage> stages, List<String> facts) {

    static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    /** Asia/Shanghai. */
    static LocalDate day(Instant at) {
        return at.atZone(PLACE).toLocalDate();
    }

    /** As far as it had come then; empty for one that was not there. */
    Optional<Course> asOf(Instant at) {
        List<Stage> then = new ArrayList<>(stages.size());
        for (Stage stage : stages) {
            if (!stage.at().isAfter(at)) {
                then.add(stage);
            }
        }
        if (then.size() == stages.size()) {
            return Optional.of(this);
        }
        return then.isEmpty() ? Optional.empty() : Optional.of(new Course(kind, path, then, facts));
    }

    String agency() {
        return path.getFirst();
    }

    Stage now() {
        return stages.getLast();
    }

    String status() {
        return now().status();
    }

    boolean isOneOf(List<String> statuses) {
        return statuses.contains(status());
    }

    /** The day of its first step, Asia/Shanghai. */
    LocalDate opened() {
        return day(stages.getFirst().at());
    }

    /** The day of its first stage of a status, Asia/Shanghai; null where it has none. */
    @Nullable
    LocalDate first(String status) {
        return stages.stream()
                .filter(stage -> stage.status().equals(status))
                .findFirst()
                .map(stage -> day(stage.at()))
                .orElse(null);
    }

    /** Whether its day is over. */
    boolean isPast(LocalDate today) {
        LocalDate due = now().dueOn();
        return due != null && due.isBefore(today);
    }
}
