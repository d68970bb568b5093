package huikan.review.workflow;

import static java.util.Objects.requireNonNull;

import huikan.events.SupervisionEvent.EscalationClimbed;
import huikan.events.SupervisionEvent.Step;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a step of the ladder, or of what is awaited, is published as. */
final class Escalations {

    private Escalations() {}

    /** Empty for every other step. */
    static Optional<EscalationClimbed> event(
            Workflow<?, ?> workflow, @Nullable Case<?> seen, Case<?> after, Step step) {
        return switch (step.move()) {
            case Workflow.ESCALATE -> {
                Ladder ladder = requireNonNull(after.ladder());
                yield Optional.of(event(workflow.kind(), after, requireNonNull(ladder.last()), ladder.dueOn(), step));
            }
            case Workflow.URGE -> {
                LocalDate dueOn = requireNonNull(requireNonNull(seen).awaited()).dueOn();
                yield Optional.of(event(workflow.kind(), after, Rung.Kind.URGE_NOTICE, dueOn, step));
            }
            default -> Optional.empty();
        };
    }

    private static EscalationClimbed event(String kind, Case<?> one, Rung.Kind rung, LocalDate dueOn, Step step) {
        return new EscalationClimbed(one.id(), kind, one.unit(), one.overseers(), rung.name(), dueOn, step);
    }
}
