package huikan.analytics.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyEvent.FormerName;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.Line;
import huikan.testing.OnInfrastructure;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class DirectoryIT extends OnInfrastructure {

    @Autowired
    Directory directory;

    @Autowired
    MongoDatabase database;

    private void put(String code, String territory, String department, long version) {
        directory.put(List.of(new AgencyPut(code, code, AgencyLevel.COUNTY, territory, department, version)));
    }

    @Test
    void of_several_versions_told_at_once_the_latest_stands() {
        directory.put(List.of(
                new AgencyPut("moved", "moved", AgencyLevel.COUNTY, "third", null, 3),
                new AgencyPut("stays", "stays", AgencyLevel.COUNTY, "third", null, 1),
                new AgencyPut("moved", "moved", AgencyLevel.COUNTY, "second", null, 2)));
        assertThat(directory.sees("third", "moved")).isTrue();
        assertThat(directory.sees("second", "moved")).isFalse();
        assertThat(directory.sees("third", "stays")).isTrue();
        directory.put(List.of());
        put("moved", "second", null, 2);
        put("moved", "fourth", null, 4);
        assertThat(directory.sees("fourth", "moved")).isTrue();
        assertThat(directory.sees("third", "moved")).isFalse();
    }

    @Test
    void an_agency_is_called_what_it_was_called_on_the_day() {
        directory.put(List.of(new AgencyPut(
                "named",
                "three",
                AgencyLevel.COUNTY,
                null,
                null,
                3,
                List.of(
                        new FormerName("one", LocalDate.of(2018, 12, 31)),
                        new FormerName("two", LocalDate.of(2023, 6, 30))),
                null)));
        put("plain", "third", null, 1);
        assertThat(directory.names(List.of("named", "plain"))).isEqualTo(Map.of("named", "three", "plain", "plain"));
        Map<String, String> expected =
                Map.of("2018-12-31", "one", "2019-01-01", "two", "2023-06-30", "two", "2023-07-01", "three");
        expected.forEach((day, name) -> assertThat(directory.names(List.of("named"), LocalDate.parse(day)))
                .containsEntry("named", name));
    }

    @Test
    void a_cycle_is_as_it_was_told_however_often() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        CycleIssued issued = new CycleIssued(
                "told",
                "annual",
                Line.TERRITORY,
                day,
                day.plusDays(1),
                day.plusDays(2),
                day.plusDays(3),
                day.plusDays(4),
                List.of(new Definition("ADM01", FigureType.COUNT, Consolidation.SUM, List.of(), List.of())));
        directory.put(issued);
        directory.put(issued);
        assertThat(directory.cycle("told")).contains(issued);
        assertThat(directory.forms()).contains("annual");
        assertThat(directory.latest("annual")).contains(issued);
        assertThat(directory.latest(1)).containsExactly("told");
        assertThat(directory.cycles("annual", day.plusDays(1), day.plusDays(1), 5))
                .containsExactly(issued);
        assertThat(directory.cycles("annual", day.plusDays(2), day.plusDays(9), 5))
                .isEmpty();
        assertThat(directory.cycles()).contains("told");

        // one of before it could be found by its form
        database.getCollection("cycles").updateOne(Filters.eq("told"), Updates.unset("form"));
        assertThat(directory.latest("annual")).isEmpty();
        assertThat(new Directory(database).latest("annual")).contains(issued);
    }

    @Test
    void an_agency_sees_what_hangs_below_it_along_either_line() {
        put("province", null, null, 1);
        put("city", "province", null, 2);
        put("city", null, null, 1);
        put("office", null, "province", 1);
        put("county", "city", "office", 1);
        assertThat(directory.sees("county", "county")).isTrue();
        assertThat(directory.sees("province", "county")).isTrue();
        assertThat(directory.sees("office", "county")).isTrue();
        assertThat(directory.sees("county", "city")).isFalse();
        assertThat(directory.knows("city")).isTrue();
        assertThat(directory.names(List.of("city", "nobody"))).isEqualTo(Map.of("city", "city"));
        assertThat(directory.knows("nobody")).isFalse();
        assertThat(directory.cycle("none")).isEmpty();
    }

    @Test
    void those_that_an_agency_sees_are_listed_as_they_are_asked_for_one_by_one() {
        put("top", null, null, 1);
        put("left", "top", null, 1);
        put("right", "top", null, 1);
        put("bureau", null, "top", 1);
        put("below-left", "left", "bureau", 1);
        // a line that turns is not followed
        put("below-bureau", "right", "bureau", 1);
        put("loop", "loop-too", null, 1);
        put("loop-too", "loop", null, 1);
        String above = "top";
        for (int i = 0; i < 10; i++) {
            put("deep-" + i, above, null, 1);
            above = "deep-" + i;
        }
        for (String superior :
                List.of("top", "left", "right", "bureau", "below-left", "loop", "deep-0", "deep-9", "nobody")) {
            assertThat(directory.seenBy(superior))
                    .as(superior)
                    .isEqualTo(new TreeSet<>(Stream.concat(directory.agencies().stream(), Stream.of(superior))
                            .filter(code -> directory.sees(superior, code))
                            .toList()));
        }
        assertThat(directory.seenBy("top")).contains("below-left", "deep-7").doesNotContain("deep-8");
    }
}
