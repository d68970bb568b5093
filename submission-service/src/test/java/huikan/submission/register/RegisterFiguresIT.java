package huikan.submission.register;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SubmissionReceived;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.intake.Settling;
import huikan.submission.rule.Check;
import huikan.submission.submission.Submission;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an agency files and what its register comes to. */
class RegisterFiguresIT extends OverHttp {

    private static final String KEEPS = "210922-gov";
    private static final String KEEPS_NONE = "210921-gov";

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    @Autowired
    Submissions submissions;

    @Autowired
    Entries entries;

    private String kind = "";
    private String cycle = "";

    @BeforeEach
    void ofItsOwn() {
        itIs("2025-01-10");
        kind = "talks-" + UUID.randomUUID().toString().substring(0, 8);
        sendJson("admin", "PUT", path(""), counting("TRN012"), "If-None-Match", "*")
                .is(201);
        cycle = issued();
    }

    /** So that another kind may count it. */
    private void countsNothing() {
        Answer now = get("admin", path(""));
        ObjectNode without = (ObjectNode) now.json().deepCopy();
        without.set("counts", JSON.createArrayNode());
        sendJson(
                        "admin",
                        "PUT",
                        path(""),
                        without,
                        "If-Match",
                        now.response().headers().firstValue("ETag").orElseThrow())
                .is(200);
    }

    private String counting(String indicator) {
        return """
                {"id": "%s", "version": 0, "title": "讲座台账", "titleEn": "talks", "published": false,
                 "fields": [
                   {"name": "number", "zh": "编号", "en": "number", "type": "TEXT", "required": true, "key": true},
                   {"name": "heldOn", "zh": "日期", "en": "held on", "type": "DATE", "required": true, "key": false}],
                 "counts": [{"indicator": "%s", "where": [], "dated": "heldOn"}]}""".formatted(kind, indicator);
    }

    private String path(String rest) {
        return "/api/register-kinds/" + kind + rest;
    }

    private String issued() {
        String id = "talks-" + UUID.randomUUID();
        issue.issue(yearly(id, 2024, List.of(KEEPS, KEEPS_NONE)));
        return id;
    }

    private JsonNode entered(String number, String heldOn) {
        return sendJson(
                        KEEPS,
                        "POST",
                        path("/entries"),
                        "{\"from\":\"2024-01-01\",\"published\":false,\"values\":{\"number\":\"%s\",\"heldOn\":\"%s\"}}"
                                .formatted(number, heldOn))
                .is(201)
                .json();
    }

    private Submission settled(String agency, String figure, String rest) {
        SubmissionReceived event = Received.of(
                cycle,
                agency,
                null,
                "2025-01-15T04:00:00Z",
                "\"indicators\":{\"own\":{\"TRN012\":" + figure + "}}" + rest);
        Settling.settle(service, event);
        return submissions.find(event.id()).orElseThrow();
    }

    private static List<String> messages(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.rule().equals("R51") && (!check.passed() || check.explained()))
                .map(check -> check.pointer() + " " + check.message())
                .toList();
    }

    @Test
    void a_figure_that_is_not_that_of_the_register_needs_an_explanation_and_is_told_with_both_numbers() {
        entered("1", "2024-03-01");
        entered("2", "2024-12-31");
        entered("3", "2025-01-02");
        String both = "/indicators/own/TRN012 填报数与本单位台账数不一致,请说明 (filed=3, counted=2)";
        JsonNode dry = sendJson(
                        KEEPS,
                        "POST",
                        "/api/submissions/check",
                        Received.body(cycle, KEEPS, "\"indicators\":{\"own\":{\"TRN012\":3}}"))
                .is(200)
                .json();
        assertThat(dry.path("outcome").asString()).isEqualTo("REJECTED");
        assertThat(dry.path("checks").findValuesAsString("message")).anyMatch(one -> both.endsWith(one));

        Submission refused = settled(KEEPS, "3", "");
        assertThat(refused.status()).isEqualTo(SubmissionStatus.REJECTED);
        assertThat(messages(refused.checks())).containsExactly(both);
        Submission explained = settled(KEEPS, "3", ",\"explanations\":{\"R51\":\"一场未登记\"}");
        assertThat(explained.status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(messages(explained.checks())).containsExactly(both);
    }

    @Test
    void what_agrees_or_is_no_number_passes_and_who_keeps_no_register_is_not_compared() {
        JsonNode first = entered("1", "2024-03-01");
        assertThat(messages(settled(KEEPS_NONE, "7", "").checks())).isEmpty();
        assertThat(settled(KEEPS, "1", "").status()).isEqualTo(SubmissionStatus.ACCEPTED);
        cycle = issued();
        assertThat(settled(KEEPS, "\"N/A\"", "").status()).isEqualTo(SubmissionStatus.ACCEPTED);
        cycle = issued();
        // ended, it is a register all the same
        sendJson(
                        KEEPS,
                        "POST",
                        path("/entries/" + first.path("id").asString() + "/end"),
                        "{\"on\":\"2024-06-01\",\"reason\":\"录入有误\"}",
                        "If-Match",
                        "\"1\"")
                .is(200);
        assertThat(messages(settled(KEEPS, "1", "").checks()))
                .containsExactly("/indicators/own/TRN012 填报数与本单位台账数不一致,请说明 (filed=1, counted=0)");
    }

    @Test
    void others_do_not_wait_for_a_very_long_register() {
        entered("1", "2024-03-01");
        // as if so many more had come
        entries.expect(kind, KEEPS, RegisterCounts.MOST_COMPARED);
        assertThat(messages(settled(KEEPS, "7", "").checks())).isEmpty();
        assertThat(get(KEEPS, path("/count?from=2024-01-01&to=2024-12-31"))
                        .is(200)
                        .json()
                        .findValuesAsString("figure"))
                .containsExactly("1");
    }

    @Test
    void a_cycle_counts_by_the_kind_that_it_was_issued_with() {
        entered("1", "2024-03-01");
        countsNothing();
        assertThat(settled(KEEPS, "5", "").status()).isEqualTo(SubmissionStatus.REJECTED);
        cycle = issued();
        assertThat(settled(KEEPS, "5", "").status()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @AfterEach
    void leavesNothing() {
        countsNothing();
    }
}
