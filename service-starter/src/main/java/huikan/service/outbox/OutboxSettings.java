package huikan.service.outbox;

import huikan.service.start.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay works.
 *
 * @param lease how long an instance may relay without renewing; another takes over after that
 * @param sweep how often the collections are searched for events that nobody announced: after a crash, from another
 *     instance; such an event waits for so long and for what is older
 * @param batch how many documents are relayed at once
 * @param gather how long after one batch the next is gathered, because each costs the same whatever it holds; zero for
 *     not at all
 */
@ConfigurationProperties("huikan.outbox")
public record OutboxSettings(
        @DefaultValue("5s") Duration lease,
        @DefaultValue("5s") Duration sweep,
        @DefaultValue("500") int batch,
        @DefaultValue("25ms") Duration gather) {
    public OutboxSettings {
        Setting.positive("huikan.outbox.lease", lease);
        Setting.positive("huikan.outbox.sweep", sweep);
        Setting.positive("huikan.outbox.batch", batch);
        Setting.between("huikan.outbox.gather", Duration.ZERO, Duration.ofSeconds(1), gather);
    }
}
