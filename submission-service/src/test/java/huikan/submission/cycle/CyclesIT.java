package huikan.submission.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.testing.OverHttp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CyclesIT extends OverHttp {

    @Test
    void the_list_goes_through_every_cycle_once_what_is_due_last_first() {
        List<String> places = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    get("210902-gov", "/api/cycles?limit=3" + cursor).is(200).json();
            page.path("items")
                    .forEach(one -> places.add(
                            one.path("dueOn").asString() + " " + one.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asString();
        } while (cursor != null);
        assertThat(places)
                .contains("2024-03-01 annual-2023", "2024-03-01 annual-ndmo-2023", "2020-03-01 annual-2019")
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void what_is_no_cursor_is_refused() {
        get("210902-gov", "/api/cycles?cursor=first").problem(422, "invalid");
        get("210902-gov", "/api/cycles?limit=0").problem(422, "invalid");
    }

    private Answer issued(String id, String form, String agencies) {
        String body = """
                {"id": "%s", "form": "%s", "period": {"from": "2024-01-01", "to": "2024-06-30"},
                 "opensOn": "2024-07-01", "dueOn": "2024-07-31", "closesOn": "2024-08-31", "agencies": %s}""".formatted(id, form, agencies);
        return sendJson("admin", "POST", "/api/cycles", body);
    }

    private List<String> bound(String id) {
        return get("admin", "/api/cycles/" + id + "/obligations?limit=500").is(200).items().stream()
                .map(one -> one.path("agency").asString())
                .toList();
    }

    @Test
    void a_cycle_for_a_city_binds_governments_alone_where_those_are_meant() {
        issued("city-governments", "annual", """
                {"under": "210900-gov", "levels": ["CITY", "COUNTY"], "orgs": ["gov"]}""").is(201);
        assertThat(bound("city-governments"))
                .contains("210900-gov", "210902-gov")
                .allMatch(code -> code.startsWith("2109") && code.endsWith("-gov"));
        issued("county-offices", "annual", """
                {"under": "210900-gov", "levels": ["COUNTY"], "orgs": ["ndmo"]}""").is(201);
        assertThat(bound("county-offices"))
                .contains("210902-ndmo")
                .doesNotContain("210900-ndmo")
                .allMatch(code -> code.endsWith("-ndmo"));
    }

    @Test
    void a_cycle_along_the_territory_line_binds_departments_too_where_no_kind_is_named() {
        int expected = issued("city-and-all", "annual", "{\"under\": \"210900-gov\"}")
                .is(201)
                .json()
                .path("expected")
                .asInt();
        assertThat(bound("city-and-all"))
                .hasSize(expected)
                .contains("210900-gov", "210900-ndmo", "210902-gov", "210902-ndmo");
    }

    @Test
    void a_kind_that_is_not_there_is_refused_and_nothing_is_issued() {
        for (String agencies : new String[] {
            "{\"under\": \"210900-gov\", \"orgs\": [\"gov\", \"gvo\"]}",
            "{\"under\": \"210900-gov\", \"levels\": [\"PROVINCE\"], \"orgs\": [\"gov\"]}",
            "{\"under\": \"210900-gov\", \"orgs\": []}"
        }) {
            issued("none-such", "annual", agencies).problem(422, "cycle-invalid");
        }
        get("admin", "/api/cycles/none-such").problem(404, "cycle-unknown");
    }
}
