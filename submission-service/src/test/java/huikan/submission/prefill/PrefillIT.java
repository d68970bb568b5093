package huikan.submission.prefill;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SubmissionReceived;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import huikan.submission.intake.Settling;
import huikan.submission.schedule.Issuing;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** The month of March 2034, with daily reports of two counties by schedule: 23, of which Monday's have the weekend. */
class PrefillIT extends OverHttp {

    private static final int REPORTS = 23;

    private static int cities = 10;

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    /** Of its own, so that nothing else was filed in that month. */
    private final int division = 680_000 + 100 * cities++;

    private final String city = division + "-gov";
    private final String agency = (division + 1) + "-gov";
    private final String other = (division + 2) + "-gov";
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String daily = "daily-" + run;
    private final String monthly = "monthly-" + run;
    private final String month = monthly + "-2034-03";

    @BeforeEach
    void aMonth() {
        itIs("2034-04-03");
        send(
                        "admin",
                        "POST",
                        "/api/agencies/import",
                        bytes("""
                code,name,level,territory,department
                %s,某市人民政府,CITY,,
                %s,甲区人民政府,COUNTY,%s,
                %s,乙区人民政府,COUNTY,%s,
                """.formatted(city, agency, city, other, city)),
                        "Content-Type",
                        "text/csv")
                .is(200);
        form(daily, "\"INS001\", \"LDR004\", \"LDR006\", \"INS005\"");
        form(monthly, "\"INS001\", \"LDR004\", \"LDR005\", \"LDR006\", \"INS005\"");
        issue(month, monthly, "2034-03-01", "2034-03-31");
    }

    private void form(String id, String indicators) {
        put("/api/forms/" + id, """
                {"id": "%s", "version": 1, "title": "甲", "titleEn": "a", "line": "TERRITORY", "required": [],
                 "sections": [], "indicators": [%s], "rules": []}""".formatted(id, indicators));
    }

    private void put(String path, String body) {
        sendJson("admin", "PUT", path, body, "If-None-Match", "*").is(201);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void issue(String id, String form, String from, String to) {
        LocalDate last = LocalDate.parse(to);
        issue.issue(new CyclePlan(
                id,
                form,
                LocalDate.parse(from),
                last,
                last,
                LocalDate.of(2034, 4, 5),
                LocalDate.of(2034, 4, 20),
                List.of(agency, other)));
    }

    /** All daily cycles of the month. */
    private void days() {
        put("/api/schedules/" + daily, """
                {"id": "%s", "version": 1, "form": "%s", "every": "DAY", "from": "2034-03-01", "until": "2034-03-31",
                 "opens": {"workingDays": 0}, "due": {"workingDays": 1}, "closes": {"workingDays": 40},
                 "agencies": {"under": "%s", "levels": ["COUNTY"], "orgs": ["gov"]}}""".formatted(daily, daily, city));
        Issuing.all(service);
    }

    private String day(int of) {
        return "%s-2034-03-%02d".formatted(daily, of);
    }

    private static String own(String figures) {
        return "\"indicators\":{\"own\":{" + figures + "}}";
    }

    private String file(String cycle, String figures) {
        SubmissionReceived filing = Received.raw(cycle, agency, "2034-04-03T04:00:00Z", own(figures));
        Settling.settle(service, filing);
        assertThat(get(agency, "/api/submissions/" + filing.id())
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");
        return filing.id();
    }

    private String draft() {
        return "/api/drafts/" + month + "/" + agency;
    }

    private Answer prefill(String login) {
        return send(login, "POST", draft() + "/prefill", new byte[0]);
    }

    private List<JsonNode> offered() {
        return get(agency, draft() + "/prefill")
                .is(200)
                .json()
                .path("figures")
                .valueStream()
                .toList();
    }

    private JsonNode offered(String code) {
        return offered().stream()
                .filter(one -> one.path("indicator").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode written() {
        return get(agency, draft()).is(200).json();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void where_nothing_was_issued_or_filed_within_nothing_is_offered_or_written() {
        assertThat(offered()).isEmpty();
        days();
        assertThat(offered()).isEmpty();
        JsonNode draft = prefill(agency).is(200).json();
        assertThat(draft.path("version").asInt()).isZero();
        assertThat(draft.path("cells").isEmpty()).isTrue();
    }

    @Test
    void the_days_of_a_schedule_become_the_month_and_those_that_are_missing_are_named() {
        days();
        List<String> cycles = get(agency, "/api/obligations?limit=500").items().stream()
                .map(one -> one.path("cycle").asString())
                .filter(one -> one.startsWith(daily))
                .sorted()
                .toList();
        assertThat(cycles).hasSize(REPORTS).contains(day(1), day(6), day(31));
        // Monday the 6th, with its weekend, and the last day are not filed
        for (String cycle : cycles) {
            if (!cycle.equals(day(6)) && !cycle.equals(day(31))) {
                int of = Integer.parseInt(cycle.substring(cycle.length() - 2));
                file(cycle, "\"INS001\":2,\"LDR004\":" + of + ",\"INS005\":1");
            }
        }
        assertThat(offered())
                .extracting(one -> one.path("indicator").asString())
                .containsExactly("INS001", "LDR004");
        JsonNode sum = offered("INS001");
        assertThat(sum.path("value").asInt()).isEqualTo(2 * (REPORTS - 2));
        assertThat(sum.path("rule").asString()).isEqualTo("SUM");
        assertThat(sum.path("form").asString()).isEqualTo(daily);
        assertThat(sum.path("filings")).hasSize(REPORTS - 2);
        assertThat(texts(sum.path("missing"))).containsExactly(day(6), day(31));
        assertThat(sum.path("daysWithout").asInt()).isEqualTo(4);
        assertThat(offered("LDR004").path("value").asInt()).isEqualTo(30);
        // the other county filed nothing of its own
        assertThat(get(other, "/api/drafts/" + month + "/" + other + "/prefill")
                        .is(200)
                        .json()
                        .path("figures"))
                .isEmpty();
    }

    @Test
    void only_blank_cells_are_written_and_a_second_time_changes_nothing() {
        days();
        file(day(1), "\"INS001\":5,\"LDR004\":7");
        send(
                        agency,
                        "PATCH",
                        draft(),
                        bytes("{\"title\":\"三月\"," + own("\"INS001\":99,\"LDR005\":1") + "}"),
                        "Content-Type",
                        "application/merge-patch+json")
                .is(200);
        Answer filled = prefill(agency + ".reporter").is(200);
        assertThat(filled.json().at("/body/indicators/own").toString())
                .isEqualTo("{\"INS001\":99,\"LDR004\":7,\"LDR005\":1}");
        assertThat(filled.json().at("/body/title").asString()).isEqualTo("三月");
        assertThat(filled.response().headers().firstValue("ETag")).contains("\"2\"");
        JsonNode cells = filled.json().path("cells");
        assertThat(cells.path("/indicators/own/LDR004").path("by").asString()).isEqualTo(agency + ".reporter");
        assertThat(cells.path("/indicators/own/INS001").path("by").asString()).isEqualTo(agency);
        assertThat(prefill(agency).is(200).json()).isEqualTo(filled.json());
    }

    @Test
    void a_correction_of_a_day_is_offered_anew_and_the_draft_stays() {
        days();
        String first = file(day(1), "\"INS001\":5");
        file(day(2), "\"INS001\":6");
        assertThat(prefill(agency).json().at("/body/indicators/own/INS001").asInt())
                .isEqualTo(11);
        SubmissionReceived correction = Received.raw(
                day(1),
                agency,
                "2034-04-03T05:00:00Z",
                own("\"INS001\":50") + ",\"replaces\":\"" + first + "\",\"reason\":\"漏报\"");
        Settling.settle(service, correction);
        JsonNode anew = offered("INS001");
        assertThat(anew.path("value").asInt()).isEqualTo(56);
        assertThat(texts(anew.path("filings"))).contains(correction.id()).doesNotContain(first);
        prefill(agency).is(200);
        assertThat(written().at("/body/indicators/own/INS001").asInt()).isEqualTo(11);
        assertThat(written().path("version").asInt()).isEqualTo(1);
    }

    @Test
    void what_applies_on_no_day_does_not_apply_to_the_month() {
        days();
        file(day(1), "\"INS001\":\"N/A\",\"LDR004\":\"N/A\"");
        file(day(2), "\"INS001\":\"N/A\",\"LDR004\":3");
        file(day(3), "\"INS001\":\"N/A\",\"LDR004\":\"N/A\"");
        assertThat(prefill(agency).is(200).json().at("/body/indicators/own").toString())
                .isEqualTo("{\"INS001\":\"N/A\",\"LDR004\":3}");
    }

    @Test
    void a_sum_that_no_filing_could_say_is_left_out() {
        days();
        file(day(1), "\"INS001\":9007199254740991,\"LDR004\":9007199254740991");
        file(day(2), "\"INS001\":1,\"LDR004\":2");
        assertThat(offered())
                .extracting(one -> one.path("indicator").asString())
                .containsExactly("LDR004");
    }

    @Test
    void of_two_forms_the_one_with_the_longest_periods_that_leave_out_no_more_days_is_taken() {
        days();
        file(day(1), "\"INS001\":5");
        String halves = "halves-" + run;
        form(halves, "\"INS001\"");
        issue(halves + "-1", halves, "2034-03-01", "2034-03-15");
        issue(halves + "-2", halves, "2034-03-16", "2034-03-31");
        assertThat(offered("INS001").path("form").asString()).isEqualTo(daily);
        file(halves + "-1", "\"INS001\":70");
        assertThat(offered("INS001").path("form").asString()).isEqualTo(halves);
        assertThat(offered("INS001").path("value").asInt()).isEqualTo(70);
        assertThat(texts(offered("INS001").path("missing"))).containsExactly(halves + "-2");
        // what reaches beyond the month, or is all of it, is not within
        String weekly = "weekly-" + run;
        form(weekly, "\"LDR005\"");
        issue(weekly + "-1", weekly, "2034-02-27", "2034-03-05");
        issue(weekly + "-2", weekly, "2034-03-27", "2034-04-02");
        issue(weekly + "-3", weekly, "2034-03-01", "2034-03-31");
        for (int of = 1; of <= 3; of++) {
            file(weekly + "-" + of, "\"LDR005\":1");
        }
        assertThat(offered())
                .extracting(one -> one.path("indicator").asString())
                .containsExactly("INS001");
    }

    @Test
    void a_closed_cycle_is_looked_at_and_not_written_to() {
        days();
        file(day(1), "\"INS001\":5");
        itIs("2034-04-21");
        assertThat(offered("INS001").path("value").asInt()).isEqualTo(5);
        prefill(agency).problem(409, "draft-closed");
        assertThat(written().path("version").asInt()).isZero();
    }

    @Test
    void whoever_may_not_write_the_draft_neither_sees_nor_takes_it() {
        days();
        file(day(1), "\"INS001\":5");
        for (String login : List.of(other, city, city + ".supervisor", "210000-gov")) {
            get(login, draft() + "/prefill").problem(404, "draft-unknown");
            prefill(login).problem(404, "draft-unknown");
        }
        for (String login : List.of(agency + ".reviewer", agency + ".viewer", agency + ".supervisor")) {
            get(login, draft() + "/prefill").problem(403, "draft-not-yours");
            prefill(login).problem(403, "draft-not-yours");
        }
        get(agency, "/api/drafts/none/" + agency + "/prefill").problem(404, "draft-unknown");
        assertThat(written().path("version").asInt()).isZero();
        sendJson("admin", "POST", "/api/relays", """
                        {"form": "%s", "agency": "%s", "under": "%s", "from": "2034-04-03", "until": "2034-04-10",
                         "reason": "区县人手不足"}""".formatted(monthly, city, city))
                .is(201);
        assertThat(prefill(city)
                        .is(200)
                        .json()
                        .at("/cells/~1indicators~1own~1INS001/by")
                        .asString())
                .isEqualTo(city);
        get(city + ".supervisor", draft() + "/prefill").problem(404, "draft-unknown");
    }
}
