package huikan.submission.indicator;

import com.mongodb.client.MongoDatabase;
import huikan.service.problem.Problem;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        return new Versions<>(stored, new Kind(indicators), clock);
    }

    private record Kind(Indicators indicators) implements Versions.Kind<Indicator> {
        @Override
        public String name() {
            return "indicator";
        }

        @Override
        public int most() {
            return 2_000;
        }

        @Override
        public Problem unknown() {
            return IndicatorProblem.UNKNOWN;
        }

        @Override
        public Problem adminOnly() {
            return IndicatorProblem.ADMIN_ONLY;
        }

        @Override
        public Problem full() {
            return IndicatorProblem.FULL;
        }

        @Override
        public List<Indicator> shipped(String code) {
            return indicators.shipped(code);
        }

        @Override
        public void refuse(String code, Indicator version, @Nullable Indicator last) {
            new IndicatorAdmission(indicators).refuse(code, version, last);
        }
    }
}
