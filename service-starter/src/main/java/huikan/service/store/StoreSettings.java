package huikan.service.store;

import huikan.service.start.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the documents are.
 *
 * @param database the service's own database; no other service reads it
 * @param patience how long a request waits for a store that is not there, or for a connection to it
 * @param timeout for how long a store that is there may be silent before it counts as away: for each answer, so that a
 *     long list or a large bulk write may take longer in all. A read is tried twice
 */
@ConfigurationProperties("huikan.store")
public record StoreSettings(
        String database,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("3s") Duration timeout) {
    public StoreSettings {
        Setting.present("huikan.store.database", database);
        Setting.positive("huikan.store.patience", patience);
        Setting.positive("huikan.store.timeout", timeout);
    }
}
