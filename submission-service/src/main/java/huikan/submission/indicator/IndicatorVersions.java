package huikan.submission.indicator;

import com.mongodb.client.MongoDatabase;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How an indicator changes: by another definition, for periods from a day on. */
@Configuration(proxyBeanMethods = false)
class IndicatorVersions {

    @Bean
    static VersionStore<Indicator> storedIndicators(MongoDatabase database) {
        return new VersionStore<>(database, "indicators", Indicator.class);
    }

    @Bean
    static Versions<Indicator> versionsOfIndicators(
            VersionStore<Indicator> stored, Indicators indicators, Clock clock) {
        return new Versions<>(
                stored,
                new Versions.Kind<>(
                        "indicator",
                        2_000,
                        IndicatorProblem.UNKNOWN,
                        IndicatorProblem.ADMIN_ONLY,
                        IndicatorProblem.FULL,
                        indicators::shipped,
                        new IndicatorAdmission(indicators)::refuse),
                clock);
    }
}
