package huikan.review.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.calendar.WorkingDays;
import huikan.review.calendar.CalendarsOf;
import huikan.review.workflow.EscalationRules.Next;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EscalationRulesTest {

    private static final WorkingDays DAYS = CalendarsOf.notices();
    private static final LocalTime HOUR = LocalTime.of(9, 0);
    private static final List<Rung> RUNGS = List.of(
            new Rung(-7, Rung.Kind.DUE_SOON),
            new Rung(-1, Rung.Kind.DUE_SOON),
            new Rung(1, Rung.Kind.URGE_NOTICE),
            new Rung(7, Rung.Kind.REMINDER_LETTER));

    private static List<String> climbed(Ladder armed) {
        List<String> all = new ArrayList<>();
        Ladder ladder = armed;
        Optional<Next> next = EscalationRules.next(ladder, RUNGS, DAYS, HOUR);
        while (next.isPresent()) {
            all.add(next.get().at() + " " + next.get().kind());
            ladder = next.get().climbed(ladder);
            assertThat(ladder.last()).isEqualTo(next.get().kind());
            next = EscalationRules.next(ladder, RUNGS, DAYS, HOUR);
        }
        return all;
    }

    @Test
    void it_climbs_in_working_days_over_a_holiday_with_make_up_work() {
        assertThat(climbed(Ladder.armed(LocalDate.of(2024, 2, 9), LocalDate.of(2024, 1, 2))))
                .containsExactly(
                        "2024-02-01T01:00:00Z DUE_SOON",
                        "2024-02-08T01:00:00Z DUE_SOON",
                        "2024-02-18T01:00:00Z URGE_NOTICE",
                        "2024-02-26T01:00:00Z REMINDER_LETTER");
    }

    @Test
    void what_it_would_have_said_before_it_was_armed_is_not_said() {
        assertThat(climbed(Ladder.armed(LocalDate.of(2024, 2, 9), LocalDate.of(2024, 2, 6))))
                .first()
                .isEqualTo("2024-02-08T01:00:00Z DUE_SOON");
        assertThat(climbed(Ladder.armed(LocalDate.of(2024, 2, 9), LocalDate.of(2024, 2, 9))))
                .first()
                .isEqualTo("2024-02-18T01:00:00Z URGE_NOTICE");
    }

    @Test
    void a_new_deadline_begins_at_the_foot() {
        Ladder high = new Ladder(LocalDate.of(2024, 2, 9), LocalDate.of(2024, 1, 2), 4, Rung.Kind.REMINDER_LETTER);
        assertThat(climbed(high)).isEmpty();
        assertThat(climbed(Ladder.armed(LocalDate.of(2024, 6, 28), LocalDate.of(2024, 3, 1))))
                .hasSize(4);
    }
}
