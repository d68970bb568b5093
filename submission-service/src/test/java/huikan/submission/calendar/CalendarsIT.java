package huikan.submission.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.calendar.DayRun;
import huikan.events.CalendarEvent.CalendarPut;
import huikan.service.consuming.CloudEvents;
import huikan.testing.OnInfrastructure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.KafkaTemplate;

@SpringBootTest(properties = "huikan.demo=true")
class CalendarsIT extends OnInfrastructure {

    private static final LocalDate THURSDAY = LocalDate.of(2097, 5, 2);

    @Autowired
    Calendars calendars;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private static CalendarPut year(long version, DayRun... days) {
        return new CalendarPut(2097, List.of(days), version, Instant.EPOCH);
    }

    @Test
    void the_notices_are_known_and_a_year_that_is_put_in_takes_the_place_of_what_was() {
        assertThat(calendars.workingDays().isWorkingDay(LocalDate.of(2024, 2, 18)))
                .isTrue();
        assertThat(calendars.workingDays().isWorkingDay(THURSDAY)).isTrue();
        CalendarPut off = year(2, new DayRun(THURSDAY, THURSDAY, DayRun.Kind.REST, "劳动节"));
        kafka.send(CloudEvents.record(off, "1", "review-service", Instant.EPOCH));
        await().untilAsserted(() ->
                assertThat(calendars.workingDays().isWorkingDay(THURSDAY)).isFalse());
        // an earlier one that comes later
        calendars.put(year(1));
        calendars.put(off);
        assertThat(calendars.workingDays().isWorkingDay(THURSDAY)).isFalse();
        calendars.put(year(3));
        assertThat(calendars.workingDays().isWorkingDay(THURSDAY)).isTrue();
    }
}
