package huikan.submission.calendar;

import huikan.events.CalendarEvent;
import huikan.events.CalendarEvent.CalendarPut;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#CALENDAR}. */
@Component
final class CalendarListener {

    private final EventConsumer<CalendarEvent> events;
    private final Calendars calendars;

    CalendarListener(ConsumerTraces traces, MeterRegistry meters, Calendars calendars) {
        this.events = new EventConsumer<>(CalendarEvent.class, Topics.CALENDAR, traces, meters);
        this.calendars = calendars;
    }

    @KafkaListener(
            id = "submission-service.calendar",
            topics = {Topics.CALENDAR, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.each(records, event -> {
            switch (event) {
                case CalendarPut put -> calendars.put(put);
            }
        });
    }
}
