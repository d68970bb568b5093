package huikan.review.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** The date that people see: that of Asia/Shanghai. */
@Component
public class Today {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final Clock clock;

    Today(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    public LocalDate date() {
        return date(now());
    }

    /** The date on which an instant falls. */
    public static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, PLACE);
    }

    /** That time of that day. */
    public static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(PLACE).toInstant();
    }
}
