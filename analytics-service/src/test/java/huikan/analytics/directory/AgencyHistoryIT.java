package huikan.analytics.directory;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.analytics.directory.AgencyHistory.Version;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyLevel;
import huikan.testing.OnInfrastructure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class AgencyHistoryIT extends OnInfrastructure {

    @Autowired
    AgencyHistory history;

    private void put(String code, String territory, String department, long version, int at) {
        history.put(List.of(new Version(
                new AgencyPut(code, code, AgencyLevel.COUNTY, territory, department, version),
                Instant.ofEpochSecond(at))));
    }

    private AgencyHistory.Tree at(int second) {
        return history.at(Instant.ofEpochSecond(second));
    }

    @Test
    void who_stood_below_whom_is_told_of_any_instant_however_often_and_in_whatever_order_it_came() {
        for (int times = 0; times < 2; times++) {
            put("h-county", "h-city2", "h-office", 2, 20);
            put("h-root", null, null, 1, 1);
            put("h-city", "h-root", null, 1, 1);
            put("h-city2", "h-root", null, 1, 1);
            put("h-office", null, "h-root", 1, 1);
            put("h-county", "h-city", null, 1, 10);
        }
        assertThat(at(9).directlyBelow("h-city")).isEmpty();
        assertThat(at(19).directlyBelow("h-city")).containsExactly("h-county");
        assertThat(at(20).directlyBelow("h-city")).isEmpty();
        assertThat(at(20).directlyBelow("h-office")).containsExactly("h-county");
        assertThat(at(20).directlyBelow("h-root")).containsExactly("h-city", "h-city2", "h-office");
        assertThat(at(20).supervisedUnder("h-root"))
                .containsExactlyInAnyOrder("h-city", "h-city2", "h-office", "h-county");
        assertThat(at(20).supervisedUnder("h-county")).containsExactly("h-county");
        assertThat(at(20).supervisedUnder("nobody")).isEmpty();
    }

    @Test
    void one_whose_beginning_is_not_kept_any_more_has_begun_as_it_is_known_first_and_a_loop_ends() {
        put("h-lost", "h-loop", null, 7, 50);
        put("h-loop", "h-lost", null, 3, 50);
        assertThat(at(1).directlyBelow("h-loop")).containsExactly("h-lost");
        assertThat(at(60).supervisedUnder("h-loop")).containsExactlyInAnyOrder("h-lost", "h-loop");
    }

    @Test
    void what_is_below_along_both_lines_in_turn_is_not_below() {
        put("l-province", null, null, 1, 1);
        put("l-office", "l-province", null, 1, 1);
        put("l-branch", null, "l-office", 1, 1);
        assertThat(at(2).supervisedUnder("l-province")).containsExactly("l-office");
        assertThat(at(2).supervisedUnder("l-office")).containsExactlyInAnyOrder("l-office", "l-branch");
    }

    @Test
    void a_version_that_is_told_again_has_stood_since_it_was_told_first() {
        put("t-root", null, null, 1, 1);
        put("t-unit", "t-root", null, 1, 30);
        put("t-unit", "t-root", null, 1, 10);
        put("t-unit", "t-root", null, 1, 40);
        assertThat(at(9).directlyBelow("t-root")).isEmpty();
        assertThat(at(10).directlyBelow("t-root")).containsExactly("t-unit");
    }
}
