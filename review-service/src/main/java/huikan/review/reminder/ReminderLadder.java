package huikan.review.reminder;

import huikan.review.workflow.DueDates;
import huikan.review.workflow.EscalationRules.Next;
import huikan.review.workflow.Ladder;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a filing that is owed is reminded of first. */
@Component
record ReminderLadder(DueDates dates, ReminderSettings settings) {

    /**
     * @param openedOn what the ladder would have said before that day is not said
     * @return null where it says nothing any more
     */
    @Nullable
    Instant first(LocalDate dueOn, LocalDate openedOn) {
        return dates.rung(Ladder.armed(dueOn, openedOn), settings.rungs())
                .map(Next::at)
                .orElse(null);
    }
}
