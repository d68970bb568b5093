package huikan.submission.rule;

import com.mongodb.client.MongoDatabase;
import huikan.submission.indicator.Indicators;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
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
        RuleAdmission admission = new RuleAdmission(rules);
        return new Versions<>(
                stored,
                new Versions.Kind<>(
                        "rule",
                        200,
                        RuleProblem.UNKNOWN,
                        RuleProblem.ADMIN_ONLY,
                        RuleProblem.FULL,
                        rules::shipped,
                        (code, version, last) ->
                                admission.refuse(code, version, LocalDate.ofInstant(clock.instant(), PLACE))),
                clock);
    }
}
