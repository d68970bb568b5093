package huikan.submission.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.obligation.Obligations;
import huikan.testing.OnInfrastructure;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "huikan.demo=true")
class CycleIssueIT extends OnInfrastructure {

    @Autowired
    CycleIssue issue;

    @Autowired
    Cycles cycles;

    @Autowired
    Obligations obligations;

    private static CyclePlan cycle(String id) {
        LocalDate day = LocalDate.of(2024, 1, 1);
        return new CyclePlan(id, "annual", day, day, day, day, day, List.of("210902-gov", "210903-gov"));
    }

    @Test
    void a_cycle_is_there_when_every_obligation_is_and_its_id_is_taken_once() {
        assertThat(issue.issue(cycle("one"))).isTrue();
        assertThat(cycles.find("one")).isPresent();
        assertThat(obligations.count("one", null)).isEqualTo(2);
        assertThat(issue.issue(cycle("one"))).isFalse();
        assertThat(obligations.count("one", null)).isEqualTo(2);
    }

    @Test
    void an_issue_that_was_cut_short_goes_on_at_the_next_start() {
        cycles.begin(issue.frozen(cycle("cut")));
        assertThat(cycles.find("cut")).isEmpty();
        issue.completeBegun();
        assertThat(cycles.find("cut")).isPresent();
        assertThat(obligations.count("cut", null)).isEqualTo(2);
    }
}
