package huikan.service.consuming;

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
        @DefaultValue("5s") Duration longestPause) {}
