package huikan.review.reminder;

import huikan.review.testing.TableOverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class ReminderTableIT extends TableOverHttp {

    @Autowired
    Cases<Reminder, ReminderStatus> reminders;

    ReminderTableIT() {
        super("reminders", Set.of());
    }

    @Override
    protected String in(String state, String move) {
        LocalDate dueOn = LocalDate.of(2040, 1, 31);
        String id = UUID.randomUUID().toString();
        reminders
                .openBySuite(
                        ReminderBuilder.builder()
                                .id(id)
                                .agency("210902-gov")
                                .status(ReminderStatus.valueOf(state))
                                .cycle("2039-annual")
                                .dueOn(dueOn)
                                .ladder(Ladder.armed(dueOn, dueOn))
                                .above(List.of("210900-gov", "210000-gov"))
                                .openedAt(clock.instant())
                                .head("")
                                .build(),
                        "fixture",
                        Person.TIMER)
                .orElseThrow();
        return "/api/reminders/" + id;
    }

    @Override
    protected String body(String move) {
        return "{'reason': 'x'}";
    }
}
