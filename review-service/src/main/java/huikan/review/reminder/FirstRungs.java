package huikan.review.reminder;

import huikan.review.calendar.Today;
import huikan.review.letter.EscalationLetters;
import huikan.review.reminder.Reminder.Amended;
import huikan.review.workflow.Cases;
import huikan.review.workflow.DueItems;
import huikan.review.workflow.Move;
import huikan.review.workflow.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the reminder of a filing when its first rung comes, and ends it when the filing does. */
@Component
class FirstRungs implements DueItems {

    private final Obligations obligations;
    private final Cases<Reminder, ReminderStatus> reminders;
    private final Cases<FilingRequest, RequestStatus> requests;
    private final ReminderLadder ladder;
    private final FilingsRead filings;
    private final EscalationLetters letters;

    FirstRungs(
            Obligations obligations,
            Cases<Reminder, ReminderStatus> reminders,
            Cases<FilingRequest, RequestStatus> requests,
            ReminderLadder ladder,
            FilingsRead filings,
            EscalationLetters letters) {
        this.obligations = obligations;
        this.reminders = reminders;
        this.requests = requests;
        this.ladder = ladder;
        this.filings = filings;
        this.letters = letters;
    }

    @Override
    public String kind() {
        return "obligations";
    }

    @Override
    public Instant known() {
        return filings.knownUntil();
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
        if (one.isFiled() || one.excused() || one.isClosed(Today.date(now))) {
            lapse(one);
        }
        if (one.isFiled()) {
            Optional<Reminder> reminder = moved(id, "file", ReminderStatus.DUE);
            reminder.ifPresent(filed -> letters.answered(ReminderWorkflow.KIND, filed, "已报送"));
            obligations.lookedAt(one, null, reminder.isPresent());
        } else if (one.excused()) {
            Optional<Reminder> reminder = moved(id, "excuse", ReminderStatus.DUE);
            reminder.ifPresent(excused -> letters.answered(ReminderWorkflow.KIND, excused, "免报"));
            obligations.lookedAt(one, null, reminder.isPresent());
        } else if (one.isClosed(Today.date(now))) {
            obligations.lookedAt(
                    one, null, moved(id, "lapse", ReminderStatus.DUE).isPresent());
        } else if (moved(id, "withdraw", ReminderStatus.FILED).isPresent()) {
            amend(id, one);
            obligations.lookedAt(one, closing(one), true);
        } else {
            Instant first = ladder.first(one.ladder());
            boolean due = first != null && !first.isAfter(now);
            if (due) {
                open(one, now);
            }
            obligations.lookedAt(one, due ? closing(one) : first, due);
        }
    }

    /** What was asked for about it is asked for no more. */
    private void lapse(Obligation one) {
        Optional<FilingRequest> unused = requests.moveBySuite(
                FilingRequest.id(one.id()), "lapse", new Move.None(), Person.TIMER, FilingRequest::open);
    }

    /** The reminder has the days that stand, and is open again unless a superior ended it. */
    private void amend(String id, Obligation one) {
        Optional<Reminder> unused = reminders.moveBySuite(
                id,
                "amend",
                new Amended(one.dueOn()),
                Person.TIMER,
                seen -> seen.isEndedBySuite()
                        || (seen.status() == ReminderStatus.DUE && !seen.dueOn().equals(one.dueOn())));
    }

    /** When no filing is taken any more. */
    private static @Nullable Instant closing(Obligation one) {
        LocalDate last = one.closesOn();
        return last == null ? null : Today.at(last.plusDays(1), LocalTime.MIDNIGHT);
    }

    /** The reminder, if there is one; it is moved where it is in that state. */
    private Optional<Reminder> moved(String id, String move, ReminderStatus from) {
        return reminders.moveBySuite(id, move, new Move.None(), Person.TIMER, one -> one.status() == from);
    }

    private void open(Obligation one, Instant now) {
        Optional<Reminder> unused = reminders.openBySuite(
                ReminderBuilder.builder()
                        .id(Reminder.id(one.id()))
                        .agency(one.agency())
                        .status(ReminderStatus.DUE)
                        .cycle(one.cycle())
                        .dueOn(one.dueOn())
                        .ladder(one.ladder())
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
