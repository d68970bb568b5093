package huikan.submission.draft;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.cycle.CycleIssue;
import huikan.submission.intake.Settling;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What the checks of a draft look at beside it. */
class BesideIT extends OverHttp {

    private static final String AGENCY = "210703-gov";
    private static final String OTHER = "210702-gov";

    private static int year = 2030;

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    @BeforeEach
    void twoYears() {
        year += 3;
        issue(year);
        issue(year + 1);
        itIs(year + 2 + "-02-01");
    }

    private static String cycle(int of) {
        return "beside-" + of;
    }

    private void issue(int of) {
        issue.issue(yearly(cycle(of), of, List.of(AGENCY, OTHER)));
    }

    private static String path(int of) {
        return "/api/drafts/" + cycle(of) + "/" + AGENCY + "/beside";
    }

    private JsonNode beside(int of) {
        return get(AGENCY, path(of)).is(200).json();
    }

    private void filed(String rest) {
        Settling.settle(service, Received.raw(cycle(year), AGENCY, year + 1 + "-02-01T04:00:00Z", rest));
    }

    private Answer waive(String rule, String of) {
        String body = "{%s,\"reason\":\"系统迁移\",\"until\":\"%d-02-01\"}".formatted(of, year + 2);
        return sendJson("admin", "POST", "/api/rules/" + rule + "/waivers", body)
                .is(201);
    }

    @Test
    void it_is_what_the_agency_filed_the_year_before_but_for_figures_that_were_no_exact_ones() {
        filed("""
                "indicators": {"own": {"INS001": 100, "CPL001": 60, "LIT012": "48.70", "REC001": "N/A"}},
                "sections": [{"kind": "MEASURES_RESULTS", "text": "受理投诉举报60余件。"}, {"kind": "SHORTCOMINGS", "text": "略"},
                  {"kind": "LEADERSHIP_DUTY", "text": "略"}, {"kind": "NEXT_YEAR", "text": "略"}],
                "explanations": {"R46": "约数"}""");
        assertThat(beside(year + 1).path("before").toString()).isEqualTo("{\"INS001\":100,\"LIT012\":\"48.70\"}");
        // and in the first year there was none before
        assertThat(beside(year).path("before").toString()).isEqualTo("{}");
    }

    @Test
    void what_was_rejected_is_nothing_that_is_compared_with() {
        filed("\"indicators\": {\"own\": {\"INS001\": 100, \"TSK004\": 2, \"TSK003\": 1}}");
        assertThat(beside(year + 1).path("before").toString()).isEqualTo("{}");
    }

    @Test
    void it_names_the_rules_that_are_waived_for_this_agency_in_this_cycle_today() {
        waive("R20", "\"agency\": \"" + AGENCY + "\"");
        waive("R08", "\"cycle\": \"" + cycle(year + 1) + "\"");
        waive("R09", "\"agency\": \"" + OTHER + "\"");
        waive("R10", "\"cycle\": \"" + cycle(year) + "\"");
        assertThat(beside(year + 1).path("waived").toString()).isEqualTo("[\"R08\",\"R20\"]");
        itIs(year + 2 + "-02-02");
        assertThat(beside(year + 1).path("waived").toString()).isEqualTo("[]");
    }

    @Test
    void whoever_has_it_is_not_sent_it_again() {
        Answer first = get(AGENCY, path(year + 1)).is(200);
        String tag = first.response().headers().firstValue("ETag").orElseThrow();
        get(AGENCY, path(year + 1), "If-None-Match", tag).is(304);
        waive("R21", "\"agency\": \"" + AGENCY + "\"");
        get(AGENCY, path(year + 1), "If-None-Match", tag).is(200);
    }

    @Test
    void it_is_told_to_nobody_who_does_not_write_the_draft() {
        for (String stranger : List.of(OTHER, "210700-gov", "210000-gov.supervisor", "admin")) {
            get(stranger, path(year + 1)).problem(404, "draft-unknown");
        }
        get(AGENCY + ".viewer", path(year + 1)).problem(403, "draft-not-yours");
        get(AGENCY, "/api/drafts/annual-1999/" + AGENCY + "/beside").problem(404, "draft-unknown");
    }
}
