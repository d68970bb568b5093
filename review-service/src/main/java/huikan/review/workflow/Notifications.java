package huikan.review.workflow;

import huikan.events.NotificationEvent.NotificationDue;
import huikan.events.SupervisionEvent.EscalationClimbed;
import huikan.review.access.Waiting;
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
     * @param before null when the case is new
     * @param climbed what it climbed, where it is a step of the ladder
     */
    static Optional<NotificationDue> of(
            String kind, @Nullable Case<?> before, Case<?> after, Optional<EscalationClimbed> climbed, Instant at) {
        if (climbed.isPresent()) {
            String rung = climbed.get().rung();
            return due(kind, after, rung, late(after, rung), at);
        }
        List<String> to = new ArrayList<>(after.waitingFor());
        if (before != null) {
            to.removeAll(before.waitingFor());
        }
        return due(kind, after, WAITING, to, at);
    }

    /** Who owes it, and once the day is over the supervisor next above, too. */
    private static List<String> late(Case<?> one, String rung) {
        List<String> to = new ArrayList<>(one.waitingFor());
        if (!rung.equals(Rung.Kind.DUE_SOON.name())) {
            one.overseers().stream().findFirst().map(Waiting::supervisor).ifPresent(to::add);
        }
        return to;
    }

    /**
     * Of something that happened to it.
     *
     * @param to whom, as in {@link Waiting}; where there is nobody there is no notification
     */
    public static Optional<NotificationDue> due(String kind, Case<?> one, String reason, List<String> to, Instant at) {
        if (to.isEmpty()) {
            return Optional.empty();
        }
        String cause = kind + "/" + one.id() + "/" + one.version();
        return Optional.of(new NotificationDue(
                DerivedId.of(cause),
                kind,
                one.id(),
                one.agency(),
                one.title(),
                one.status().name(),
                reason,
                to.stream().distinct().toList(),
                one.dueOn(),
                at));
    }
}
