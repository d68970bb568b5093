package huikan.service.store;

import huikan.service.start.Setting;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the documents are.
 *
 * @param database the service's own database; no other service reads it
 * @param patience how long a request waits for a store that is not there
 */
@ConfigurationProperties("huikan.store")
public record StoreSettings(
        String database, @DefaultValue("2s") Duration patience) {
    public StoreSettings {
        Setting.present("huikan.store.database", database);
        Setting.positive("huikan.store.patience", patience);
    }
}
