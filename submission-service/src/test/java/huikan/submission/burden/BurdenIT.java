package huikan.submission.burden;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import huikan.submission.testing.OverHttp;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class BurdenIT extends OverHttp {

    /** Of nobody else's tests. */
    private static final String COUNTY = "330108-gov";

    private static final String FORM = """
            {"id": "%s", "version": 1, "title": "x", "titleEn": "x", "line": "TERRITORY", "required": [], "rules": [],
             "sections": ["SHORTCOMINGS"], "indicators": ["REC001", "REC002", "%s"], "levels": {"REC002": ["CITY"]}}""";

    @Autowired
    CycleIssue issue;

    private final String id = "burden-" + UUID.randomUUID();

    @BeforeEach
    void today() {
        itIs("2031-01-10");
    }

    private Answer send(String method, String path, String body, String... headers) {
        return send("admin", method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private void issue(String day, String agency) {
        LocalDate due = LocalDate.parse(day);
        assertThat(issue.issue(new CyclePlan(
                        "of-" + UUID.randomUUID(), id, due, due, due, due, due.plusDays(30), List.of(agency))))
                .isTrue();
    }

    @Test
    void a_new_form_is_told_what_is_collected_already_and_what_it_costs() {
        String fresh = "X" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        send(
                        "PUT",
                        "/api/indicators/" + fresh,
                        """
                        {"code": "%s", "version": 1, "name": "%s", "nameEn": "x", "unit": "件", "type": "COUNT", "measure": "FLOW",
                         "numerator": [], "denominator": [], "consolidation": "SUM", "overTime": "SUM", "notes": "", "notesEn": "",
                         "heading": {"zh": "x", "en": "x"}, "from": "2031-01-01", "until": "2031-12-31"}""".formatted(fresh, fresh),
                        "Content-Type",
                        "application/json",
                        "If-None-Match",
                        "*")
                .is(201);
        String form = FORM.formatted(id, fresh);
        Answer asked = send("POST", "/api/forms/" + id + "/admission", form, "Content-Type", "application/json");
        JsonNode found = asked.is(200).json();
        assertThat(found.path("collected").findValuesAsString("indicator")).containsExactly("REC001", "REC002", fresh);
        // two of the forms ask for every indicator of the list
        assertThat(found.at("/collected/2/by").findValuesAsString("id")).contains("annual", "annual-ndmo");
        assertThat(found.at("/collected/0/name").asString()).isNotBlank();
        assertThat(found.path("fresh").asInt()).isZero();
        assertThat(found.path("burden").valueStream())
                .extracting(one -> one.path("level").asString() + one.at("/burden/figures") + one.at("/burden/sections")
                        + "/" + one.at("/burden/minutes"))
                .containsExactly("PROVINCE21/250", "CITY31/255", "COUNTY21/250", "TOWNSHIP21/250");
        sendJson(COUNTY, "POST", "/api/forms/" + id + "/admission", form).problem(403, "admin-only");
        // nothing was put
        get(COUNTY, "/api/forms/" + id).problem(404, "form-unknown");
        send(
                        "POST",
                        "/api/forms/" + id + "/admission",
                        form.replace("REC001", "NONE"),
                        "Content-Type",
                        "application/json")
                .problem(422, "form-invalid");
    }

    @Test
    void what_an_agency_is_asked_for_in_a_year_is_counted() {
        send(
                        "PUT",
                        "/api/forms/" + id,
                        FORM.formatted(id, "LIT003"),
                        "Content-Type",
                        "application/json",
                        "If-None-Match",
                        "*")
                .is(201);
        issue("2031-02-01", COUNTY);
        issue("2031-12-31", COUNTY);
        issue("2032-01-01", COUNTY);
        issue("2031-05-01", "330100-gov");
        JsonNode found =
                get(COUNTY, "/api/agencies/" + COUNTY + "/burden").is(200).json();
        assertThat(found.path("year").asInt()).isEqualTo(2031);
        assertThat(found.path("forms")).hasSize(1);
        assertThat(found.at("/forms/0/form").asString()).isEqualTo(id);
        assertThat(found.at("/forms/0/filings").asInt()).isEqualTo(2);
        assertThat(found.path("burden").toString()).isEqualTo("{\"figures\":4,\"sections\":2,\"minutes\":500}");
        assertThat(get("330100-gov.viewer", "/api/agencies/" + COUNTY + "/burden?year=2032")
                        .is(200)
                        .json()
                        .at("/burden/minutes")
                        .asInt())
                .isEqualTo(250);
        assertThat(get(COUNTY, "/api/agencies/" + COUNTY + "/burden?year=2030")
                        .is(200)
                        .json()
                        .path("forms"))
                .isEmpty();
        get("210902-gov", "/api/agencies/" + COUNTY + "/burden").problem(404, "agency-unknown");
        get(COUNTY, "/api/agencies/" + COUNTY + "/burden?year=12").problem(422, "invalid");
    }
}
