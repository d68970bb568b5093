package huikan.review.webhook;

import huikan.service.start.Setting;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Webhooks.
 *
 * @param hosts to which notifications may be sent, e.g. {@code hooks.example.org} or {@code 10.1.2.3:8443}; none when it is empty
 * @param insecure whether {@code http://} is taken, too
 * @param pauses before each further try, counted from the one before; after the last one it is given up
 * @param timeout of one try
 * @param sweep how often it is looked for what another instance took down, or is to be tried again
 * @param most of one agency
 * @param keep how long the log of a delivery is kept
 */
@ConfigurationProperties("huikan.webhooks")
record WebhookSettings(
        @DefaultValue({}) List<String> hosts,
        @DefaultValue("false") boolean insecure,

        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> pauses,

        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration sweep,
        @DefaultValue("10") int most,
        @DefaultValue("30d") Duration keep) {

    WebhookSettings {
        hosts = List.copyOf(hosts);
        pauses = List.copyOf(pauses);
        pauses.forEach(pause -> Setting.positive("huikan.webhooks.pauses", pause));
        Setting.positive("huikan.webhooks.timeout", timeout);
        Setting.positive("huikan.webhooks.sweep", sweep);
        Setting.positive("huikan.webhooks.most", most);
        Setting.positive("huikan.webhooks.keep", keep);
    }
}
