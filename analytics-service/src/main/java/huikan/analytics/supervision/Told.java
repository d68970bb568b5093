package huikan.analytics.supervision;

import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.CaseReviewMoved;
import huikan.events.SupervisionEvent.DrawMoved;
import huikan.events.SupervisionEvent.EscalationClimbed;
import huikan.events.SupervisionEvent.FindingMoved;
import huikan.events.SupervisionEvent.Grades;
import huikan.events.SupervisionEvent.InspectionMoved;
import huikan.events.SupervisionEvent.LetterMoved;
import huikan.events.SupervisionEvent.OrderMoved;
import huikan.events.SupervisionEvent.ReinspectionMoved;
import huikan.events.SupervisionEvent.ReminderMoved;
import huikan.events.SupervisionEvent.RequestMoved;
import huikan.events.SupervisionEvent.Step;
import huikan.events.SupervisionEvent.TaskListMoved;
import huikan.events.SupervisionEvent.TaskMoved;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of a case.
 *
 * @param version of the step, from 1
 * @param origin null unless it is the first step
 */
record Told(String id, long version, Stage stage, @Nullable Origin origin) {

    /** A second look ends with the move from here. */
    private static final String LOOKED_AT_AGAIN = "REINSPECTING";

    /** Empty for what no figure is made of. */
    static Optional<Told> of(SupervisionEvent event) {
        return switch (event) {
            case FindingMoved moved ->
                told(
                        moved,
                        Kind.FINDINGS,
                        moved.above(),
                        List.of(
                                moved.source(),
                                moved.rectify(),
                                String.valueOf(moved.keyFinding()),
                                // last: it may be any line of text
                                moved.category()),
                        moved.dueOn(),
                        LOOKED_AT_AGAIN.equals(moved.step().from())
                                        && !LOOKED_AT_AGAIN.equals(moved.step().to())
                                ? moved.step().move()
                                : null);
            case OrderMoved moved -> told(moved, Kind.ORDERS, moved.above(), List.of(), moved.dueOn(), null);
            case LetterMoved moved ->
                told(moved, Kind.LETTERS, moved.above(), List.of(moved.kind()), moved.dueOn(), null);
            case TaskMoved moved -> told(moved, Kind.TASKS, moved.above(), List.of(), moved.dueOn(), null);
            case CaseReviewMoved moved ->
                told(moved, Kind.CASE_REVIEWS, moved.above(), List.of(), null, mark(moved.grades()));
            // the step of a ladder is told in the place of the case's own event
            case EscalationClimbed climbed ->
                Kind.of(climbed.kind())
                        .map(kind -> new Told(climbed.id(), climbed.step().version(), Stage.SILENT, null));
            case InspectionMoved moved -> Optional.empty();
            case ReminderMoved moved -> Optional.empty();
            case RequestMoved moved -> Optional.empty();
            case DrawMoved moved -> Optional.empty();
            case ReinspectionMoved moved -> Optional.empty();
            case TaskListMoved moved -> Optional.empty();
        };
    }

    private static Optional<Told> told(
            SupervisionEvent event,
            Kind kind,
            List<String> above,
            List<String> facts,
            @Nullable LocalDate dueOn,
            @Nullable String mark) {
        Step step = event.step();
        List<String> path = Stream.concat(Stream.of(event.agency()), above.stream())
                .distinct()
                .toList();
        return Optional.of(new Told(
                event.id(),
                step.version(),
                new Stage(step.at().truncatedTo(ChronoUnit.MILLIS), step.to(), dueOn, mark),
                step.version() == 1 ? new Origin(kind, path, facts) : null));
    }

    private static @Nullable String mark(@Nullable Grades grades) {
        return grades == null
                ? null
                : "%d %d %d %d"
                        .formatted(grades.excellent(), grades.qualified(), grades.unqualified(), grades.missing());
    }
}
