package huikan.analytics.rollup;

import huikan.service.start.Setting;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How Kafka Streams runs.
 *
 * @param application its id, and the prefix of its internal topics
 * @param state its folder
 * @param commitInterval of its transactions
 */
@ConfigurationProperties("huikan.rollup")
record RollupSettings(String application, Path state, Duration commitInterval) {
    RollupSettings {
        Setting.present("huikan.rollup.application", application);
        Setting.between("huikan.rollup.commit-interval", Duration.ofMillis(1), Duration.ofMinutes(1), commitInterval);
    }
}
