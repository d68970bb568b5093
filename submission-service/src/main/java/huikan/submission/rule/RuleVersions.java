package huikan.submission.rule;

import com.mongodb.client.MongoDatabase;
import huikan.service.problem.Problem;
import huikan.submission.indicator.Indicators;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How a rule changes: a version is a draft, which checks nothing and may be changed, until it has a day of publication. From
 * then on it is never changed, and the next change is the next version.
 */
@Configuration(proxyBeanMethods = false)
class RuleVersions {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    @Bean
    static VersionStore<CheckRule> storedRules(MongoDatabase database) {
        return new VersionStore<>(database, "rules", CheckRule.class);
    }

    /** The rules themselves know nothing of Spring. */
    @Bean
    static CheckRules checkRules(Indicators indicators, VersionStore<CheckRule> stored) {
        return new CheckRules(indicators, stored::published);
    }

    @Bean
    static Versions<CheckRule> versionsOfRules(VersionStore<CheckRule> stored, CheckRules rules, Clock clock) {
        return new Versions<>(stored, new Rules(rules, new RuleAdmission(rules), clock), clock);
    }

    private record Rules(CheckRules rules, RuleAdmission admission, Clock clock) implements Versions.Kind<CheckRule> {
        @Override
        public String name() {
            return "rule";
        }

        @Override
        public int most() {
            return 200;
        }

        @Override
        public Problem unknown() {
            return RuleProblem.UNKNOWN;
        }

        @Override
        public Problem adminOnly() {
            return RuleProblem.ADMIN_ONLY;
        }

        @Override
        public Problem full() {
            return RuleProblem.FULL;
        }

        @Override
        public List<CheckRule> shipped(String code) {
            return rules.shipped(code);
        }

        @Override
        public void refuse(String code, CheckRule version, @Nullable CheckRule last) {
            admission.refuse(code, version, LocalDate.ofInstant(clock.instant(), PLACE));
        }
    }
}
