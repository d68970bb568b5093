package huikan.service.consuming;

import huikan.service.start.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often an event is tried.
 *
 * @param retries before an event that fails for a reason of its own becomes a dead letter; while the store or the
 *     broker cannot be reached it is tried for ever
 * @param firstPause before the first retry; doubles each time
 * @param longestPause where the doubling ends
 */
@ConfigurationProperties("huikan.consuming")
public record ConsumingSettings(
        @DefaultValue("3") int retries,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("5s") Duration longestPause) {
    public ConsumingSettings {
        Setting.atLeast("huikan.consuming.retries", 0, retries);
        Setting.positive("huikan.consuming.first-pause", firstPause);
        Setting.require(
                longestPause.compareTo(firstPause) >= 0,
                "huikan.consuming.longest-pause",
                "no shorter than huikan.consuming.first-pause",
                longestPause.toString());
    }
}
