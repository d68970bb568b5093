package huikan.submission.rule;

import huikan.service.page.Page;
import huikan.service.problem.HttpProblem;
import huikan.submission.indicator.Indicators;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/rules}. */
@RestController
@RequestMapping("/api/rules")
final class RuleController {

    private final CheckRules rules;

    RuleController(CheckRules rules) {
        this.rules = rules;
    }

    @GetMapping
    Page<CheckRule> all() {
        return Page.whole(rules.all());
    }

    @GetMapping("/{code}")
    CheckRule one(@PathVariable String code) {
        return rules.find(code).orElseThrow(() -> HttpProblem.NOT_FOUND.because("There is no rule " + code + "."));
    }

    /** The rules themselves know nothing of Spring. */
    @Configuration(proxyBeanMethods = false)
    static class RuleConfiguration {
        @Bean
        CheckRules checkRules(Indicators indicators) {
            return new CheckRules(indicators);
        }
    }
}
