package huikan.review.matter;

import huikan.events.NotificationEvent.NotificationDue;
import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.EscalationClimbed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people should hear of: that something waits for them now, and that a deadline came near or went by. */
public final class Notifications {

    private static final String WAITING = "WAITING";

    private Notifications() {}

    /**
     * Of one step.
     *
     * @param before the thing before; null when it is new
     * @param told the event of the step
     */
    public static Optional<NotificationDue> of(
            String kind, @Nullable Matter<?> before, Matter<?> after, SupervisionEvent told, Instant at) {
        if (told instanceof EscalationClimbed climbed) {
            return due(kind, after, climbed.rung(), late(after, climbed.rung()), at);
        }
        List<String> to = new ArrayList<>(after.waitingFor());
        if (before != null) {
            to.removeAll(before.waitingFor());
        }
        return due(kind, after, WAITING, to, at);
    }

    /** Who owes it, and once the day is over the supervisor next above, too. */
    private static List<String> late(Matter<?> thing, String rung) {
        List<String> to = new ArrayList<>(thing.waitingFor());
        if (!rung.equals(Rung.Kind.DUE_SOON.name()) && !thing.above().isEmpty()) {
            to.add(Waiting.supervisor(thing.above().getFirst()));
        }
        return to;
    }

    /**
     * Of something that happened to it.
     *
     * @param to whom, as in {@link Waiting}; where there is nobody nothing is told
     */
    public static Optional<NotificationDue> due(
            String kind, Matter<?> thing, String reason, List<String> to, Instant at) {
        if (to.isEmpty()) {
            return Optional.empty();
        }
        String cause = kind + "/" + thing.id() + "/" + thing.version();
        return Optional.of(new NotificationDue(
                Cause.id(cause),
                kind,
                thing.id(),
                thing.agency(),
                thing.title(),
                thing.status().name(),
                reason,
                to.stream().distinct().toList(),
                thing.dueOn(),
                at));
    }
}
