package huikan.service.start;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clock.
 *
 * @param ahead how far it is ahead of the machine's: for trials, to see what becomes of a deadline; the same for all services
 */
@ConfigurationProperties("huikan.clock")
record ClockSettings(@DefaultValue("0s") Duration ahead) {

    ClockSettings {
        Setting.require(!ahead.isNegative(), "huikan.clock.ahead", "a duration that is not negative", ahead.toString());
    }

    /** All instants of the suite have milliseconds, so that what is stored is what was said. */
    Clock clock() {
        return Clock.offset(Clock.tickMillis(ZoneOffset.UTC), ahead);
    }
}
