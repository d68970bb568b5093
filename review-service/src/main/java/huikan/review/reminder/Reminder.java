package huikan.review.reminder;

import huikan.review.access.Parties;
import huikan.review.access.Superiors;
import huikan.review.access.Waiting;
import huikan.review.workflow.Act;
import huikan.review.workflow.Case;
import huikan.review.workflow.DerivedId;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Remark;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 催报: the reminder of one filing that is owed. It is opened at the first rung of its ladder, and not before: of what is filed
 * in good time there is none.
 *
 * @param cycle for which the filing is owed
 * @param agency who owes it
 * @param dueOn of the cycle, Asia/Shanghai
 * @param closing why a superior asks for it no more
 * @param above the superiors on the form's line, as of the issue of the cycle, nearest first
 */
@RecordBuilder
record Reminder(
        String id,
        String agency,
        ReminderStatus status,
        String cycle,
        LocalDate dueOn,
        @Nullable Remark closing,
        Ladder ladder,
        List<String> above,
        Instant openedAt,
        long version,
        String head)
        implements Case<ReminderStatus>, ReminderBuilder.With {

    /** Until when it is due from now on. */
    record Amended(LocalDate dueOn) {}

    /**
     * The same for one obligation, so that there is one.
     *
     * @param obligation as {@link huikan.events.Topics#obligationKey}
     */
    static String id(String obligation) {
        return DerivedId.of("reminders/" + obligation);
    }

    /** Its filing was withdrawn; when its day is over, it has the days after the withdrawal anew. */
    Reminder owedAgain(Act act) {
        Ladder anew = Ladder.armed(Obligation.later(dueOn, act.today()), act.today());
        return with(next -> next.status(ReminderStatus.DUE).ladder(anew));
    }

    /** What is owed was changed for its agency: it has until another day, or owes it after all. */
    Reminder amended(Amended to, Act act) {
        Ladder anew = Ladder.armed(Obligation.later(to.dueOn(), act.today()), act.today());
        return with(next -> next.status(ReminderStatus.DUE).dueOn(to.dueOn()).ladder(anew));
    }

    /** Nobody said that it should end. */
    boolean isEndedBySuite() {
        return status == ReminderStatus.CLOSED && closing == null;
    }

    @Override
    public String title() {
        return "报送 " + cycle;
    }

    @Override
    public Parties parties() {
        return new Parties(List.of(agency), Superiors.of(agency, above), null, List.of());
    }

    @Override
    public List<String> waitingFor() {
        return open() ? List.of(Waiting.unit(agency)) : List.of();
    }

    @Override
    public List<String> seenBy() {
        return Stream.concat(Stream.of(agency), above.stream()).toList();
    }
}
