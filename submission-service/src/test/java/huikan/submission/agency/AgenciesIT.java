package huikan.submission.agency;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.testing.OnInfrastructure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "huikan.demo=true")
class AgenciesIT extends OnInfrastructure {

    @Autowired
    Agencies agencies;

    private static Agency county(String code, String territory, String department, long version) {
        return new Agency(code, code, AgencyLevel.COUNTY, territory, department, List.of(), List.of(), version);
    }

    private List<String> under(String code, Line line, AgencyLevel level, String after) {
        return agencies.under(code, line, level, after, 500).stream()
                .map(Agency::code)
                .toList();
    }

    @Test
    void a_subtree_is_listed_page_by_page_along_one_line_or_both() {
        assertThat(under("210900-gov", null, null, null))
                .startsWith("210900-gov")
                .contains("210902-gov");
        assertThat(under("210900-gov", Line.TERRITORY, AgencyLevel.COUNTY, "210902-gov"))
                .doesNotContain("210900-gov", "210902-gov")
                .contains("210903-gov");
        assertThat(under("210000-ndmo", Line.DEPARTMENT, AgencyLevel.CITY, null))
                .contains("210900-ndmo")
                .doesNotContain("210900-gov");
        assertThat(under("210902-gov", Line.DEPARTMENT, null, null)).containsExactly("210902-gov");
        assertThat(agencies.sees("210000-gov", "210902-gov")).isTrue();
        assertThat(agencies.sees("210200-gov", "210902-gov")).isFalse();
    }

    @Test
    void what_hangs_below_moves_with_its_superior() {
        assertThat(agencies.put(county("219901-gov", "210900-gov", null, 1), 0)).isPresent();
        assertThat(agencies.put(county("219902-gov", "219901-gov", null, 1), 0)).isPresent();
        assertThat(agencies.put(county("219903-ndmo", "219902-gov", "219901-gov", 1), 0))
                .isPresent();
        assertThat(agencies.put(county("219901-gov", "210200-gov", null, 2), 1)).isPresent();
        assertThat(agencies.put(county("219901-gov", "210300-gov", null, 2), 1))
                .as("the version is no longer what was seen")
                .isEmpty();
        assertThat(agencies.find("219902-gov").orElseThrow().seenBy())
                .containsExactlyInAnyOrder("219902-gov", "219901-gov", "210200-gov", "210000-gov");
        assertThat(agencies.sees("210200-gov", "219903-ndmo")).isTrue();
        assertThat(agencies.sees("210900-gov", "219903-ndmo")).isFalse();
    }
}
