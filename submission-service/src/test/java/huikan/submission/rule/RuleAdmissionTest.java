package huikan.submission.rule;

import static org.assertj.core.api.Assertions.assertThatCode;

import huikan.submission.indicator.Indicators;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the release brings would come in over the API, too: none of it errs on any figure, and all of it is true to its cases. */
class RuleAdmissionTest {

    private static final Indicators INDICATORS = new Indicators();
    private static final RuleAdmission ADMISSION = new RuleAdmission(new CheckRules(INDICATORS));

    static Stream<CheckRule> shipped() {
        return RuleFiles.versions().stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void a_shipped_rule_is_let_in(CheckRule rule) {
        assertThatCode(() -> ADMISSION.refuse(rule.code(), rule, LocalDate.EPOCH))
                .doesNotThrowAnyException();
    }
}
