package huikan.submission.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.SubmissionReceived;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.intake.Settling;
import huikan.submission.rehearsal.Rehearsal.Item;
import huikan.submission.rehearsal.Replay.Replayed;
import huikan.submission.rule.CheckRule;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import huikan.submission.version.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

class RehearsalsIT extends OverHttp {

    /** A draft checks nothing. */
    private static final String RULE = """
            {"code": "XREH", "version": 1, "published": null, "from": "2024-01-01", "severity": "HARD", "class": "BALANCE",
             "message": {"zh": "受理不得少于不予受理", "en": "at least as many are accepted as refused"}, "scopes": ["own"],
             "relations": [{"needs": ["REC002", "REC003"], "expression": "REC002 >= REC003"}],
             "cases": [
              {"expect": "PASSES", "filing": {"indicators": {"own": {"REC002": 2, "REC003": 1}}}},
              {"expect": "FAILS", "filing": {"indicators": {"own": {"REC002": 2, "REC003": 3}}}},
              {"expect": "DOES_NOT_APPLY", "filing": {"indicators": {"own": {"REC002": 2}}}}]}""";

    private static final List<String> AGENCIES = List.of("210902-gov", "210903-gov", "210904-gov");

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    @Autowired
    Rehearsals rehearsals;

    @Autowired
    Versions<CheckRule> rules;

    @Autowired
    Replay replay;

    private final String cycle = "rehearsed-" + UUID.randomUUID();
    private final List<String> filings = new ArrayList<>();

    @BeforeEach
    void filed() {
        itIs("2025-01-10");
        if (get("admin", "/api/rules/XREH").status() == 404) {
            sendJson("admin", "PUT", "/api/rules/XREH", RULE, "If-None-Match", "*")
                    .is(201);
        }
        issue.issue(yearly(cycle, 2024, AGENCIES));
        for (int i = 0; i < AGENCIES.size(); i++) {
            SubmissionReceived event = Received.of(
                    cycle,
                    AGENCIES.get(i),
                    null,
                    "2025-01-15T04:00:00Z",
                    "\"indicators\":{\"own\":{\"REC002\":1,\"REC003\":" + i + "}}");
            Settling.settle(service, event);
            filings.add(event.id());
        }
    }

    private Answer post(String login, String body) {
        return sendJson(login, "POST", "/api/rules/XREH/rehearsal", body);
    }

    @Test
    void who_would_have_failed_is_listed_in_the_end() {
        Answer begun = post("admin", "{\"cycle\":\"" + cycle + "\"}").is(202);
        assertThat(begun.json().path("total").asInt()).isEqualTo(3);
        String place = begun.response().headers().firstValue("Location").orElseThrow();
        await().until(() -> get("admin", place).is(200).json().path("done").asBoolean());
        JsonNode done = get("admin", place).json();
        assertThat(done.path("checked").asInt()).isEqualTo(3);
        assertThat(done.path("failed").asInt()).isEqualTo(1);
        JsonNode item = done.path("items").get(0);
        assertThat(item.path("submission").asString()).isEqualTo(filings.get(2));
        assertThat(item.path("agency").asString()).isEqualTo(AGENCIES.get(2));
        assertThat(item.path("message").asString()).contains("REC002=1, REC003=2");

        get(AGENCIES.get(0), place).problem(403, "admin-only");
        get("admin", place.replace("XREH", "R08")).problem(404, "rehearsal-unknown");
    }

    @Test
    void what_cannot_be_rehearsed_is_refused() {
        post("210900-gov.supervisor", "{\"cycle\":\"" + cycle + "\"}").problem(403, "admin-only");
        post("admin", "{\"cycle\":\"none\"}").problem(422, "rehearsal-invalid");
        post("admin", "{\"cycle\":\"annual-2021\"}").problem(422, "rehearsal-invalid");
        post("admin", "{}").problem(422, "invalid");
        post("admin", "[]").problem(422, "invalid");
        sendJson("admin", "POST", "/api/rules/NONE/rehearsal", "{\"cycle\":\"none\"}")
                .problem(404, "rule-unknown");
    }

    private Rehearsal stored(CheckRule rule, boolean done) {
        Rehearsal begun = new Rehearsal(
                UUID.randomUUID().toString(),
                rule,
                cycle,
                "admin",
                Instant.parse("2025-01-10T04:00:00Z"),
                "",
                done,
                3,
                0,
                0,
                List.of(),
                null);
        rehearsals.begin(begun);
        return begun;
    }

    /** Done, so that the worker leaves it alone. */
    private Rehearsal stored() {
        return stored(rules.one("XREH", null).version(), true);
    }

    @Test
    void one_that_cannot_go_on_says_so_and_holds_up_no_other() {
        CheckRule unknown = JSON.readValue(RULE.replace("REC002", "REC999"), CheckRule.class);
        Rehearsal impossible = stored(unknown, false);
        await().until(() -> rehearsals.find(impossible.id()).orElseThrow().done());
        assertThat(get("admin", "/api/rules/XREH/rehearsal/" + impossible.id())
                        .is(200)
                        .json()
                        .path("error")
                        .asString())
                .contains("REC999");
    }

    @Test
    void a_batch_that_two_did_counts_once_and_whoever_comes_then_goes_on_behind_it() {
        Rehearsal begun = stored();
        Replayed batch = replay.next(begun);
        assertThat(batch.checked()).isEqualTo(3);
        for (int twice = 0; twice < 2; twice++) {
            rehearsals.advance(begun, batch.after(), batch.checked(), batch.failed());
        }
        Rehearsal after = rehearsals.find(begun.id()).orElseThrow();
        assertThat(after.checked()).isEqualTo(3);
        assertThat(after.failed()).isEqualTo(1);
        assertThat(after.items()).hasSize(1);
        assertThat(replay.next(after).checked()).isZero();
    }

    @Test
    void of_many_that_would_have_failed_the_first_are_listed_and_all_are_counted() {
        Rehearsal begun = stored();
        List<Item> many = IntStream.range(0, 400)
                .mapToObj(n -> new Item("s" + n, "a", "m"))
                .toList();
        rehearsals.advance(begun, "1", 400, many);
        rehearsals.advance(rehearsals.find(begun.id()).orElseThrow(), "2", 400, many);
        Rehearsal after = rehearsals.find(begun.id()).orElseThrow();
        assertThat(after.failed()).isEqualTo(800);
        assertThat(after.items()).hasSize(Rehearsal.MOST_ITEMS);
    }
}
