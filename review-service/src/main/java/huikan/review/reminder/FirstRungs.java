package huikan.review.reminder;

import huikan.review.workflow.Cases;
import huikan.review.workflow.DueItems;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Move;
import huikan.review.workflow.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Opens the reminder of a filing when its first rung comes, and ends it when the filing does. */
@Component
class FirstRungs implements DueItems {

    private final Obligations obligations;
    private final Cases<Reminder, ReminderStatus> reminders;
    private final ReminderLadder ladder;

    FirstRungs(Obligations obligations, Cases<Reminder, ReminderStatus> reminders, ReminderLadder ladder) {
        this.obligations = obligations;
        this.reminders = reminders;
        this.ladder = ladder;
    }

    @Override
    public String kind() {
        return "obligations";
    }

    @Override
    public List<String> due(Instant now, int most) {
        return obligations.due(now, most);
    }

    @Override
    public void goOff(String id, Instant now) {
        obligations.find(id).ifPresent(one -> lookAt(one, now));
    }

    private void lookAt(Obligation one, Instant now) {
        String id = Reminder.id(one.id());
        if (one.isFiled()) {
            boolean reminded = moved(id, "file", ReminderStatus.DUE);
            obligations.lookedAt(one, null, reminded);
        } else if (moved(id, "withdraw", ReminderStatus.FILED)) {
            obligations.lookedAt(one, null, true);
        } else {
            Instant first = ladder.first(one.dueOn(), one.openedOn());
            boolean due = first != null && !first.isAfter(now);
            if (due) {
                open(one, now);
            }
            obligations.lookedAt(one, due ? null : first, due);
        }
    }

    /** Whether there is a reminder; it is moved where it is in that state. */
    private boolean moved(String id, String move, ReminderStatus from) {
        return reminders
                .moveBySuite(id, move, new Move.None(), Person.TIMER, one -> one.status() == from)
                .isPresent();
    }

    private void open(Obligation one, Instant now) {
        Optional<Reminder> unused = reminders.openBySuite(
                ReminderBuilder.builder()
                        .id(Reminder.id(one.id()))
                        .agency(one.agency())
                        .status(ReminderStatus.DUE)
                        .cycle(one.cycle())
                        .dueOn(one.dueOn())
                        .ladder(Ladder.armed(one.dueOn(), one.openedOn()))
                        .above(one.above())
                        .openedAt(now)
                        .head("")
                        .build(),
                "open",
                Person.TIMER);
    }

    @Override
    public void rearm(Instant now, BiConsumer<String, RuntimeException> failed) {
        obligations.lookAtAll(now);
    }

    @Override
    public void failed(String id, Instant now, Instant again) {
        obligations.failed(id, now, again);
    }

    @Override
    public long failing() {
        return obligations.failing();
    }
}
