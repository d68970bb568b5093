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
        assertThat(history.directlyBelow("h-city", Instant.ofEpochSecond(9))).isEmpty();
        assertThat(history.directlyBelow("h-city", Instant.ofEpochSecond(19))).containsExactly("h-county");
        assertThat(history.directlyBelow("h-city", Instant.ofEpochSecond(20))).isEmpty();
        assertThat(history.directlyBelow("h-office", Instant.ofEpochSecond(20))).containsExactly("h-county");
        assertThat(history.directlyBelow("h-root", Instant.ofEpochSecond(20)))
                .containsExactly("h-city", "h-city2", "h-office");
        assertThat(history.supervisedUnder("h-root", Instant.ofEpochSecond(20)))
                .containsExactlyInAnyOrder("h-city", "h-city2", "h-office", "h-county");
        assertThat(history.supervisedUnder("h-county", Instant.ofEpochSecond(20)))
                .containsExactly("h-county");
        assertThat(history.supervisedUnder("nobody", Instant.ofEpochSecond(20))).isEmpty();
    }

    @Test
    void one_whose_beginning_is_not_kept_any_more_has_begun_as_it_is_known_first_and_a_loop_ends() {
        put("h-lost", "h-loop", null, 7, 50);
        put("h-loop", "h-lost", null, 3, 50);
        assertThat(history.directlyBelow("h-loop", Instant.ofEpochSecond(1))).containsExactly("h-lost");
        assertThat(history.supervisedUnder("h-loop", Instant.ofEpochSecond(60)))
                .containsExactlyInAnyOrder("h-lost", "h-loop");
    }
}
