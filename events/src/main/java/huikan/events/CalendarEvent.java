package huikan.events;

import static java.util.Objects.requireNonNull;

import huikan.calendar.DayRun;
import java.time.Instant;
import java.util.List;

/** The working days: topic {@link Topics#CALENDAR}, compacted. */
public sealed interface CalendarEvent extends Event {

    int year();

    @Override
    default String topic() {
        return Topics.CALENDAR;
    }

    @Override
    default String key() {
        return Integer.toString(year());
    }

    @Override
    default String subject() {
        return key();
    }

    /**
     * An administrator put a year in. It takes the place of the notice of that year that came with the suite.
     *
     * @param days that are not what their weekday says
     * @param version grows with every change of the year, from 1
     */
    @EventType("calendar.put.v1")
    record CalendarPut(int year, List<DayRun> days, Long version, Instant at) implements CalendarEvent {

        public CalendarPut {
            days = List.copyOf(days);
            requireNonNull(version, "version");
            requireNonNull(at, "at");
        }
    }
}
