package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The demo directory, and how it is kept. */
class DirectoryIT {

    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        api = RunningSuite.shared().api();
    }

    private static Api.Answer put(String login, String code, ObjectNode agency, String... headers) {
        HttpRequest.Builder request = api.as(login, "/api/agencies/" + code)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(agency.toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return api.send(request);
    }

    private static ObjectNode agency(String level, String territory, String department) {
        return Api.JSON
                .createObjectNode()
                .put("name", "某单位")
                .put("level", level)
                .put("territory", territory)
                .put("department", department);
    }

    @Test
    void an_office_has_both_superiors_and_a_district_of_a_municipality_is_directly_below_it() {
        JsonNode office =
                api.get("210902-ndmo", "/api/agencies/210902-ndmo").is(200).json();
        assertThat(office.path("territory").asString()).isEqualTo("210902-gov");
        assertThat(office.path("department").asString()).isEqualTo("210900-ndmo");
        assertThat(office.path("name").asString()).isEqualTo("海州区国防动员办公室");
        JsonNode district =
                api.get("310105-gov", "/api/agencies/310105-gov").is(200).json();
        assertThat(district.path("level").asString()).isEqualTo("COUNTY");
        assertThat(district.path("territory").asString()).isEqualTo("310000-gov");
        api.get("530000-gov.viewer", "/api/agencies/530623-gov").is(200);
        api.get("530623-gov", "/api/agencies/530000-gov").problem(404, "agency-unknown");
    }

    @Test
    void the_administrator_adds_and_moves_an_agency_and_the_new_superior_sees_it() {
        String code = "310106-test";
        put("310000-gov.supervisor", code, agency("COUNTY", "310106-gov", null)).problem(403, "admin-only");
        put("admin", code, agency("COUNTY", "nobody-gov", null)).problem(422, "agency-invalid");
        put("admin", code, agency("COUNTY", "310106-gov", null)).is(201);
        put("admin", code, agency("COUNTY", "310107-gov", null)).problem(428, "if-match-missing");
        put("admin", code, agency("COUNTY", "310107-gov", null), "If-Match", "\"7\"")
                .problem(412, "stale");
        api.get("310106-gov", "/api/agencies/" + code).is(200);
        put("admin", code, agency("COUNTY", "310107-gov", null), "If-Match", "\"1\"")
                .is(200);
        api.get("310107-gov", "/api/agencies/" + code).is(200);
        api.get("310106-gov", "/api/agencies/" + code).problem(404, "agency-unknown");
        // the projection that answers metrics has heard of it, too
        eventually(() -> api.get("310107-gov", "/api/metrics/rollup?cycle=annual-2023&under=" + code)
                .is(200));
    }

    @Test
    void the_shipped_lists_can_be_read() {
        assertThat(api.get("210902-gov", "/api/indicators")
                        .is(200)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(191);
        assertThat(api.get("210902-gov", "/api/indicators/PEN011")
                        .is(200)
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("AMOUNT");
        api.get("210902-gov", "/api/indicators/XYZ999").problem(404, "not-found");
        assertThat(api.get("210902-gov", "/api/rules/R08")
                        .is(200)
                        .json()
                        .path("severity")
                        .asString())
                .isEqualTo("HARD");
        assertThat(api.get("210902-gov", "/api/forms/annual-ndmo")
                        .is(200)
                        .json()
                        .path("line")
                        .asString())
                .isEqualTo("DEPARTMENT");
        assertThat(api.get("210902-gov", "/api/cycles/annual-2023")
                        .is(200)
                        .json()
                        .path("expected")
                        .asInt())
                .isEqualTo(160);
        api.get("210902-gov", "/api/cycles/none").problem(404, "cycle-unknown");
    }
}
