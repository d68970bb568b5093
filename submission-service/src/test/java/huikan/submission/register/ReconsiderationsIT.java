package huikan.submission.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import huikan.events.SubmissionReceived;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.intake.Settling;
import huikan.submission.rule.Check;
import huikan.submission.submission.Submission;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A register that one agency keeps, of cases against others. */
class ReconsiderationsIT extends OverHttp {

    private static final String ORGAN = "210500-gov";
    private static final String RESPONDENT = "210502-gov";
    private static final String OTHER = "210503-gov";
    private static final String ENTRIES = "/api/register-kinds/reconsiderations/entries";

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    @Autowired
    Submissions submissions;

    private String cycle = "";

    @BeforeEach
    void ofItsOwn() {
        itIs("2025-01-10");
        cycle = "penalties-" + UUID.randomUUID();
        issue.issue(yearly(cycle, 2024, List.of(RESPONDENT, OTHER)));
    }

    private static ObjectNode reconsideration(String respondent, String outcome, String concludedOn) {
        ObjectNode body = JSON.createObjectNode().put("from", "2024-01-01").put("published", false);
        body.putObject("values")
                .put("caseNumber", "复〔2024〕" + UUID.randomUUID())
                .put("respondent", respondent)
                .put("cause", "不服行政处罚决定")
                .put("receivedOn", "2024-01-05")
                .put("concludedOn", concludedOn)
                .put("outcome", outcome);
        return body;
    }

    private Answer enter(String login, ObjectNode body) {
        return sendJson(login, "POST", ENTRIES, body);
    }

    private Answer change(JsonNode entered, ObjectNode body) {
        return sendJson(
                ORGAN,
                "PUT",
                ENTRIES + "/" + entered.path("id").asString(),
                body,
                "If-Match",
                "\"" + entered.path("version").asInt() + "\"");
    }

    private Submission settled(String agency, String figures, String rest) {
        SubmissionReceived event = Received.of(
                cycle, agency, null, "2025-01-15T04:00:00Z", "\"indicators\":{\"own\":{" + figures + "}}" + rest);
        Settling.settle(service, event);
        return submissions.find(event.id()).orElseThrow();
    }

    private static List<String> messages(Submission of) {
        return of.checks().stream()
                .filter(check -> check.rule().equals("R48") && (!check.passed() || check.explained()))
                .map(Check::message)
                .toList();
    }

    @Test
    void penalties_that_were_quashed_are_compared_with_what_is_against_the_agency() {
        // against whom there is nothing, nothing is known of
        assertThat(messages(settled(RESPONDENT, "\"PEN016\":4", ""))).isEmpty();

        JsonNode quashed = enter(ORGAN, reconsideration(RESPONDENT, "QUASHED", "2024-06-01"))
                .is(201)
                .json();
        enter(ORGAN, reconsideration(RESPONDENT, "UPHELD", "2024-06-02")).is(201);
        enter(ORGAN, reconsideration(RESPONDENT, "CHANGED", "2023-12-31")).is(201);
        enter(ORGAN, reconsideration(OTHER, "QUASHED", "2024-06-01")).is(201);
        String told = "被撤销变更处罚数与复议诉讼结果不符"
                + " (PEN016=3, REC009_against=1, REC010_against=0, REC011_against=0, LIT006=1, LIT007=0)";
        // which it can look up
        String period = "/api/register-kinds/reconsiderations/count?from=2024-01-01&to=2024-12-31";
        JsonNode against = get(RESPONDENT, period).is(200).json();
        assertThat(against.path("kept").asBoolean()).isFalse();
        assertThat(against.path("against").valueStream())
                .extracting(
                        one -> one.path("indicator").asString(),
                        one -> one.path("figure").asInt())
                .contains(tuple("REC009", 1), tuple("REC010", 0));
        assertThat(against.path("against").valueStream())
                .as("what no rule compares is the keeper's own")
                .extracting(one -> one.path("indicator").asString())
                .doesNotContain("REC001", "REC002");
        assertThat(get(ORGAN, period).json().has("against")).isFalse();
        assertThat(get(ORGAN, period + "&agency=" + RESPONDENT).json().has("against"))
                .as("who stands above it may not read the registers of others")
                .isFalse();
        get(OTHER, period + "&agency=" + RESPONDENT).problem(404, "agency-unknown");
        JsonNode dry = sendJson(
                        RESPONDENT,
                        "POST",
                        "/api/submissions/check",
                        Received.body(cycle, RESPONDENT, "\"indicators\":{\"own\":{\"PEN016\":3,\"LIT006\":1}}"))
                .is(200)
                .json();
        assertThat(dry.path("checks").findValuesAsString("message")).contains(told);
        Submission refused = settled(RESPONDENT, "\"PEN016\":3,\"LIT006\":1", "");
        assertThat(refused.status()).isEqualTo(SubmissionStatus.REJECTED);
        assertThat(messages(refused)).containsExactly(told);
        assertThat(messages(settled(RESPONDENT, "\"PEN016\":2,\"LIT006\":1", "")))
                .isEmpty();

        // it was against the other one after all
        ObjectNode corrected = JSON.createObjectNode().put("from", "2024-06-01").put("published", false);
        corrected.set("values", ((ObjectNode) quashed.path("values").deepCopy()).put("respondent", OTHER));
        change(quashed, corrected).is(200);
        assertThat(messages(settled(RESPONDENT, "\"PEN016\":2,\"LIT006\":1", "")))
                .singleElement()
                .asString()
                .contains("REC009_against=0");
        assertThat(messages(settled(OTHER, "\"PEN016\":2", ""))).isEmpty();
        assertThat(messages(settled(OTHER, "\"PEN016\":3", ",\"explanations\":{\"R48\":\"自行纠正1宗\"}")))
                .hasSize(1);
    }

    @Test
    void it_is_against_an_agency_that_there_is_and_that_the_keeper_decides_on() {
        refused(enter(ORGAN, reconsideration("不知道", "QUASHED", "2024-06-01")), "agency.unknown");
        refused(enter(ORGAN, reconsideration(ORGAN, "QUASHED", "2024-06-01")), "register.against");
        refused(enter(ORGAN, reconsideration("330100-gov", "QUASHED", "2024-06-01")), "register.against");
        // neither by one that is beside it, nor by one below
        refused(enter(RESPONDENT, reconsideration(ORGAN, "QUASHED", "2024-06-01")), "register.against");
        ObjectNode number = reconsideration(RESPONDENT, "QUASHED", "2024-06-01");
        number.withObject("values").put("respondent", 210502);
        refused(enter(ORGAN, number), "register.type");
        // an office decides in the name of its government, of whoever is below that
        enter("210500-ndmo", reconsideration(OTHER, "UPHELD", "2024-06-01")).is(201);
        refused(enter("210500-ndmo", reconsideration("210600-gov", "UPHELD", "2024-06-01")), "register.against");
        // a table says where
        String table =
                "caseNumber,respondent,cause,receivedOn,from\n甲,%s,处罚,2024-01-05,2024-01-05\n乙,无,处罚,2024-01-05,2024-01-05\n"
                        .formatted(RESPONDENT);
        Answer wrong = send(
                ORGAN, "POST", ENTRIES + "/import", table.getBytes(StandardCharsets.UTF_8), "Content-Type", "text/csv");
        wrong.problem(422, "register-table-invalid");
        assertThat(wrong.json().path("errors").findValuesAsString("pointer")).containsExactly("/rows/3/respondent");
        send(
                        ORGAN,
                        "POST",
                        ENTRIES + "/import",
                        table.replace("无", RESPONDENT).getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/csv")
                .is(200);
    }

    private static void refused(Answer answer, String code) {
        answer.problem(422, "register-entry-invalid");
        assertThat(answer.json().path("errors"))
                .extracting(one ->
                        one.path("pointer").asString() + " " + one.path("code").asString())
                .containsExactly("/values/respondent " + code);
    }
}
