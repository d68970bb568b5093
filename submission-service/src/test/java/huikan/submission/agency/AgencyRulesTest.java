package huikan.submission.agency;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.events.Superior;
import huikan.problem.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgencyRulesTest {

    private final Map<String, Agency> directory = new HashMap<>();

    private Agency put(String code, AgencyLevel level, String territory, String department) {
        Agency bare = new Agency(code, code, level, territory, department, List.of(), List.of(), 1);
        Agency placed = new Agency(
                code,
                code,
                level,
                territory,
                department,
                AgencyRules.path(bare, Line.TERRITORY, this::find),
                AgencyRules.path(bare, Line.DEPARTMENT, this::find),
                1);
        directory.put(code, placed);
        return placed;
    }

    private Optional<Agency> find(String code) {
        return Optional.ofNullable(directory.get(code));
    }

    @Test
    void an_office_has_a_path_along_each_line() {
        put("210000-gov", AgencyLevel.PROVINCE, null, null);
        put("210900-gov", AgencyLevel.CITY, "210000-gov", null);
        put("210902-gov", AgencyLevel.COUNTY, "210900-gov", null);
        put("210000-ndmo", AgencyLevel.PROVINCE, "210000-gov", null);
        put("210900-ndmo", AgencyLevel.CITY, "210900-gov", "210000-ndmo");
        Agency county = put("210902-ndmo", AgencyLevel.COUNTY, "210902-gov", "210900-ndmo");
        assertThat(county.path(Line.TERRITORY))
                .extracting(Superior::agency)
                .containsExactly("210902-gov", "210900-gov", "210000-gov");
        assertThat(county.path(Line.DEPARTMENT))
                .extracting(Superior::agency)
                .containsExactly("210900-ndmo", "210000-ndmo");
        assertThat(county.seenBy())
                .containsExactlyInAnyOrder(
                        "210902-ndmo", "210902-gov", "210900-gov", "210000-gov", "210900-ndmo", "210000-ndmo");
    }

    @Test
    void a_superior_must_exist_stand_no_lower_and_not_hang_below() {
        put("a", AgencyLevel.PROVINCE, null, null);
        put("b", AgencyLevel.CITY, "a", null);
        put("c", AgencyLevel.COUNTY, "b", null);
        assertThat(codes(new Agency("x", "x", AgencyLevel.CITY, "nobody", null, List.of(), List.of(), 1)))
                .containsExactly("agency.unknown");
        assertThat(codes(new Agency("x", "x", AgencyLevel.CITY, null, "c", List.of(), List.of(), 1)))
                .containsExactly("level.below");
        assertThat(codes(new Agency("b", "b", AgencyLevel.COUNTY, "c", null, List.of(), List.of(), 1)))
                .containsExactly("path.loop");
        assertThat(codes(new Agency("b", "b", AgencyLevel.CITY, "b", null, List.of(), List.of(), 1)))
                .containsExactly("path.loop");
        assertThat(codes(new Agency("x", "x", AgencyLevel.COUNTY, "b", "a", List.of(), List.of(), 1)))
                .isEmpty();
    }

    @Test
    void whoever_has_a_superior_keeps_one() {
        put("a", AgencyLevel.PROVINCE, null, null);
        Agency below = put("b", AgencyLevel.CITY, "a", null);
        Agency alone = new Agency("b", "b", AgencyLevel.CITY, null, null, List.of(), List.of(), 1);
        assertThat(AgencyRules.keepsSuperior(below, alone, ""))
                .containsExactly(new FieldError(
                        "/territory", "agency.root", "It would have no superior on either line; it has a."));
        assertThat(AgencyRules.keepsSuperior(null, alone, "")).isEmpty();
        assertThat(AgencyRules.keepsSuperior(alone, alone, "")).isEmpty();
        assertThat(AgencyRules.keepsSuperior(
                        below, new Agency("b", "b", AgencyLevel.CITY, null, "a", List.of(), List.of(), 1), ""))
                .isEmpty();
        assertThat(AgencyRules.keepsSuperior(
                        below, new Agency("b", "b", AgencyLevel.PROVINCE, null, null, List.of(), List.of(), 1), ""))
                .isEmpty();
    }

    private List<String> codes(Agency agency) {
        return AgencyRules.check(agency, this::find).stream()
                .map(FieldError::code)
                .toList();
    }
}
