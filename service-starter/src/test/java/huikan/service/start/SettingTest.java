package huikan.service.start;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.service.consuming.ConsumingSettings;
import huikan.service.outbox.OutboxSettings;
import huikan.service.security.SecuritySettings;
import huikan.service.store.StoreSettings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** A wrong value is told with its key. */
class SettingTest {

    private static final Map<String, String> RIGHT = Map.of(
            "huikan.security.issuer", "http://127.0.0.1:8080",
            "huikan.security.jwk-set-uri", "http://127.0.0.1:8080/oauth2/jwks",
            "huikan.store.database", "huikan");

    @ParameterizedTest
    @CsvSource({
        "huikan.outbox.batch, 0",
        "huikan.outbox.lease, 0s",
        "huikan.outbox.sweep, -1s",
        "huikan.store.database, ' '",
        "huikan.store.patience, 0s",
        "huikan.store.timeout, 0s",
        "huikan.consuming.retries, -1",
        "huikan.consuming.longest-pause, 1ms",
        "huikan.topics.partitions, 0",
        "huikan.topics.replicas, 0",
        "huikan.topics.largest, 1000",
        "huikan.security.issuer, not an address",
        "huikan.security.jwk-set-uri, file:///etc/passwd"
    })
    void a_wrong_value_is_refused_with_its_key(String key, String value) {
        Map<String, String> values = new java.util.HashMap<>(RIGHT);
        values.put(key, value);
        assertThatThrownBy(() -> bindAll(values)).rootCause().hasMessageStartingWith(key + " must be ");
    }

    private static void bindAll(Map<String, String> values) {
        Binder binder = new Binder(
                java.util.List.of(new MapConfigurationPropertySource(values)),
                null,
                ApplicationConversionService.getSharedInstance(),
                null);
        binder.bindOrCreate("huikan.outbox", OutboxSettings.class);
        binder.bindOrCreate("huikan.store", StoreSettings.class);
        binder.bindOrCreate("huikan.consuming", ConsumingSettings.class);
        binder.bindOrCreate("huikan.topics", TopicSettings.class);
        binder.bindOrCreate("huikan.security", SecuritySettings.class);
    }
}
