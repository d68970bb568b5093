package huikan.review.reminder;

import huikan.review.workflow.DueDates;
import huikan.review.workflow.EscalationRules.Next;
import huikan.review.workflow.Ladder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When a filing that is owed is reminded of first. */
@Component
record ReminderLadder(DueDates dates, ReminderSettings settings) {

    /** Null where it says nothing any more. */
    @Nullable
    Instant first(Ladder ladder) {
        return dates.rung(ladder, settings.rungs()).map(Next::at).orElse(null);
    }
}
