package huikan.submission.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.service.consuming.ReceivedFilings;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import huikan.submission.testing.OverHttp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

class DraftsIT extends OverHttp {

    private static final String AGENCY = "210702-gov";
    /** Somebody else of the same agency. */
    private static final String OTHER = "210702-gov.reporter";

    private static int cycles;

    @Autowired
    CycleIssue issue;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private String cycle = "";

    @BeforeEach
    void anEmptyDraft() {
        itIs("2026-02-01");
        cycle = issued("2026-03-31");
    }

    private String issued(String closesOn) {
        cycles++;
        String id = "drafts-" + cycles;
        issue.issue(new CyclePlan(
                id,
                "annual",
                LocalDate.parse("2025-01-01"),
                LocalDate.parse("2025-12-31"),
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-03-01"),
                LocalDate.parse(closesOn),
                List.of(AGENCY)));
        return id;
    }

    private String path() {
        return "/api/drafts/" + cycle + "/" + AGENCY;
    }

    private Answer write(String login, String method, String path, String body, String... headers) {
        return send(login, method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private Answer patch(String login, String query, String body) {
        return write(login, "PATCH", path() + query, body, "Content-Type", "application/merge-patch+json");
    }

    private Answer put(String login, String ifMatch, String fields) {
        return write(
                login,
                "PUT",
                path(),
                "{\"cycle\": \"" + cycle + "\", \"agency\": \"" + AGENCY + "\"" + fields + "}",
                "Content-Type",
                "application/json",
                "If-Match",
                ifMatch);
    }

    private static String own(String cells) {
        return "{\"indicators\": {\"own\": {" + cells + "}}}";
    }

    private static String tag(Answer answer) {
        return answer.response().headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void one_that_nobody_wrote_to_is_empty_and_the_first_write_names_version_0() {
        Answer empty = get(AGENCY, path()).is(200);
        assertThat(empty.json().path("version").asLong()).isZero();
        assertThat(empty.json().path("body").toString())
                .isEqualTo("{\"cycle\":\"" + cycle + "\",\"agency\":\"" + AGENCY + "\"}");
        assertThat(empty.json().path("signedOff").isNull()).isTrue();
        Answer written = put(AGENCY, tag(empty), ", \"title\": \"年报\", \"indicators\": {\"own\": {\"INS001\": 670}}")
                .is(200);
        assertThat(tag(written)).isEqualTo("\"1\"");
        JsonNode again = get(OTHER, path()).is(200).json();
        assertThat(again.at("/body/indicators/own/INS001").asInt()).isEqualTo(670);
        assertThat(again.path("cells").path("/indicators/own/INS001").toString())
                .isEqualTo("{\"by\":\"210702-gov\",\"at\":\"2026-02-01T04:00:00Z\",\"version\":1}");
        assertThat(again.path("cells").propertyNames()).containsExactly("/indicators/own/INS001", "/title");
    }

    @Test
    void the_whole_body_needs_the_version_that_was_seen() {
        put(AGENCY, "\"0\"", ", \"title\": \"一\"").is(200);
        put(OTHER, "\"0\"", ", \"title\": \"二\"").problem(412, "stale");
        write(OTHER, "PUT", path(), "{}", "Content-Type", "application/json").problem(422, "filing-malformed");
        write(
                        OTHER,
                        "PUT",
                        path(),
                        "{\"cycle\": \"" + cycle + "\", \"agency\": \"" + AGENCY + "\"}",
                        "Content-Type",
                        "application/json")
                .problem(428, "if-match-missing");
        assertThat(get(AGENCY, path()).json().at("/body/title").asString()).isEqualTo("一");
    }

    @Test
    void what_changes_nothing_makes_no_version() {
        put(AGENCY, "\"0\"", ", \"title\": \"一\", \"reason\": null, \"explanations\": {}")
                .is(200);
        assertThat(tag(put(OTHER, "\"1\"", ", \"title\": \"一\"").is(200))).isEqualTo("\"1\"");
        assertThat(tag(patch(OTHER, "", "{\"title\": \"一\"}").is(200))).isEqualTo("\"1\"");
    }

    @Test
    void two_people_write_different_cells_and_neither_is_lost() {
        patch(AGENCY, "?seen=0", own("\"INS001\": 1")).is(200);
        JsonNode both = patch(OTHER, "?seen=0", own("\"INS002\": 2, \"LIT003\": \"N/A\""))
                .is(200)
                .json();
        assertThat(both.at("/body/indicators/own").toString())
                .isEqualTo("{\"INS001\":1,\"INS002\":2,\"LIT003\":\"N/A\"}");
        assertThat(both.path("cells").path("/indicators/own/INS001").path("by").asString())
                .isEqualTo(AGENCY);
        assertThat(both.path("cells").path("/indicators/own/INS002").path("by").asString())
                .isEqualTo(OTHER);
    }

    @Test
    void one_cell_that_two_people_wrote_is_refused_with_both_values_and_nothing_of_it_is_written() {
        patch(AGENCY, "?seen=0", own("\"INS001\": 1")).is(200);
        Answer refused = patch(OTHER, "?seen=0", own("\"INS001\": 5, \"INS002\": 2"));
        refused.problem(409, "draft-cell-changed");
        assertThat(refused.json().path("cells").toString())
                .isEqualTo("[{\"pointer\":\"/indicators/own/INS001\",\"yours\":5,\"theirs\":1,\"by\":\"210702-gov\","
                        + "\"at\":\"2026-02-01T04:00:00Z\",\"version\":1}]");
        assertThat(refused.json().at("/errors/0/message").asString()).isEqualTo("210702-gov wrote 1; yours is 5.");
        assertThat(get(AGENCY, path()).json().at("/body/indicators/own").toString())
                .isEqualTo("{\"INS001\":1}");
        patch(OTHER, "?seen=1", own("\"INS001\": 5, \"INS002\": 2")).is(200);
    }

    @Test
    void the_same_value_is_no_conflict_and_neither_is_what_oneself_wrote() {
        patch(AGENCY, "?seen=0", own("\"INS001\": 1")).is(200);
        patch(OTHER, "?seen=0", own("\"INS001\": 1")).is(200);
        patch(AGENCY, "?seen=0", own("\"INS001\": 2")).is(200);
        assertThat(get(AGENCY, path()).json().at("/body/indicators/own/INS001").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_cell_that_somebody_emptied_was_changed_as_well() {
        patch(AGENCY, "", own("\"INS001\": 1")).is(200);
        patch(AGENCY, "", own("\"INS001\": null")).is(200);
        Answer refused = patch(OTHER, "?seen=1", own("\"INS001\": 3"));
        refused.problem(409, "draft-cell-changed");
        assertThat(refused.json().at("/cells/0/theirs").isNull()).isTrue();
        patch(OTHER, "?seen=2", own("\"INS001\": 3")).is(200);
    }

    @Test
    void of_many_who_write_at_once_every_cell_is_there() throws Exception {
        List<String> codes = List.of("INS001", "INS002", "INS003", "REC006", "LIT003", "LIT011", "PEN011", "SYS001");
        try (ExecutorService threads = Executors.newFixedThreadPool(codes.size())) {
            List<Future<Answer>> all = new ArrayList<>();
            IntStream.range(0, codes.size())
                    .forEach(i -> all.add(threads.submit(() ->
                            patch(i % 2 == 0 ? AGENCY : OTHER, "?seen=0", own("\"" + codes.get(i) + "\": " + i)))));
            for (Future<Answer> one : all) {
                one.get().is(200);
            }
        }
        JsonNode draft = get(AGENCY, path()).json();
        assertThat(draft.path("version").asInt()).isEqualTo(codes.size());
        IntStream.range(0, codes.size())
                .forEach(i -> assertThat(
                                draft.at("/body/indicators/own/" + codes.get(i)).asInt(-1))
                        .isEqualTo(i));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"indicators\": {\"own\": {\"INS001\": 1.5}}} | /indicators/own/INS001 | figure.fractional",
                "{\"indicators\": {\"own\": {\"INS001\": -1}}} | /indicators/own/INS001 | figure.negative",
                "{\"indicators\": {\"own\": {\"INS001\": true}}} | /indicators/own/INS001 | figure.type",
                "{\"indicators\": {\"own\": {\"XXX999\": 1}}} | /indicators/own/XXX999 | indicator.not-in-form",
                "{\"indicators\": {\"own\": {\"a/b~c\": 1}}} | /indicators/own/a~1b~0c | key.malformed",
                "{\"indicators\": {\"own\": 7}} | /indicators/own | object.type",
                "{\"status\": \"ACCEPTED\"} | /status | field.unknown",
                "{\"cycle\": \"annual-2022\"} | /cycle | draft.cycle",
                "{\"agency\": \"210703-gov\"} | /agency | draft.agency",
                "{\"agency\": null} | /agency | field.missing",
                "{\"title\": \"\\ud800\"} | /title | text.not-unicode",
                "{\"sections\": [{\"kind\": \"POEM\", \"text\": \"\"}]} | /sections/0/kind | section.kind"
            })
    void what_is_no_part_of_a_filing_is_refused_with_its_place(String body, String pointer, String code) {
        Answer refused = patch(AGENCY, "", body);
        refused.problem(422, "filing-malformed");
        assertThat(refused.json().path("errors").findValuesAsString("pointer")).contains(pointer);
        assertThat(refused.json().path("errors").findValuesAsString("code")).contains(code);
        assertThat(get(AGENCY, path()).json().path("version").asInt()).isZero();
    }

    @Test
    void what_cannot_be_read_is_refused() {
        patch(AGENCY, "", "[1]").problem(400, "unreadable");
        patch(AGENCY, "", "{\"title\": ").problem(400, "unreadable");
        patch(AGENCY, "", "").problem(400, "unreadable");
        patch(AGENCY, "", "{\"title\": \"a\", \"title\": \"b\"}").problem(400, "unreadable");
        patch(AGENCY, "?seen=x", "{}").problem(422, "invalid");
        write(AGENCY, "PATCH", path(), "{}", "Content-Type", "text/plain").problem(415, "unsupported-media-type");
        String much = "x".repeat(1 << 20);
        patch(AGENCY, "", "{\"sections\": [{\"kind\": \"OTHER\", \"text\": \"" + much + "\"}]}")
                .problem(413, "too-large");
    }

    @Test
    void a_draft_is_its_agencys_own() {
        patch(AGENCY, "", "{\"title\": \"一\"}").is(200);
        for (String stranger : List.of("210703-gov", "210700-gov", "210000-gov.supervisor", "330100-gov", "admin")) {
            get(stranger, path()).problem(404, "draft-unknown");
            patch(stranger, "", "{\"title\": \"二\"}").problem(404, "draft-unknown");
            write(stranger, "POST", path() + "/checks", "").problem(404, "draft-unknown");
            write(stranger, "DELETE", path(), "", "If-Match", "\"1\"").problem(404, "draft-unknown");
        }
        get("210702-gov.viewer", path()).problem(403, "draft-not-yours");
        put("210702-gov.reviewer", "\"1\"", "").problem(403, "draft-not-yours");
        get(AGENCY, "/api/drafts/annual-1999/" + AGENCY).problem(404, "draft-unknown");
        get("210702-ndmo", "/api/drafts/" + cycle + "/210702-ndmo").problem(404, "draft-unknown");
        assertThat(get(AGENCY, path()).json().at("/body/title").asString()).isEqualTo("一");
    }

    @Test
    void one_that_is_deleted_is_empty_and_its_version_goes_on() {
        put(AGENCY, "\"0\"", ", \"title\": \"一\", \"indicators\": {\"own\": {\"INS001\": 670}}")
                .is(200);
        write(OTHER, "DELETE", path(), "").problem(428, "if-match-missing");
        write(OTHER, "DELETE", path(), "", "If-Match", "\"7\"").problem(412, "stale");
        write(OTHER, "DELETE", path(), "", "If-Match", "\"1\"").is(204);
        JsonNode empty = get(AGENCY, path()).is(200).json();
        assertThat(empty.path("version").asInt()).isEqualTo(2);
        assertThat(empty.path("body").size()).isEqualTo(2);
        put(AGENCY, "\"1\"", ", \"title\": \"一\"").problem(412, "stale");
        // who did not see that it is gone does not bring it back
        patch(AGENCY, "?seen=1", "{\"title\": \"三\"}").problem(409, "draft-cell-changed");
    }

    @Test
    void one_of_a_closed_cycle_is_read_and_checked_but_not_written() {
        patch(AGENCY, "", own("\"INS001\": 1")).is(200);
        itIs("2026-04-01");
        patch(AGENCY, "", own("\"INS001\": 2")).problem(409, "draft-closed");
        put(AGENCY, "\"1\"", "").problem(409, "draft-closed");
        assertThat(get(AGENCY, path())
                        .is(200)
                        .json()
                        .at("/body/indicators/own/INS001")
                        .asInt())
                .isEqualTo(1);
        JsonNode checked = write(AGENCY, "POST", path() + "/checks", "").is(200).json();
        assertThat(checked.path("outcome").asString()).isEqualTo("REJECTED");
        assertThat(checked.path("checks").findValuesAsString("rule")).contains("cycle.closed");
    }

    @Test
    void the_checks_are_those_of_the_filing_that_it_would_be() {
        patch(AGENCY, "", own("\"LIT011\": 58, \"LIT003\": 119, \"LIT012\": \"50.00\""))
                .is(200);
        JsonNode checked = write(AGENCY, "POST", path() + "/checks", "").is(200).json();
        JsonNode filed = write(
                        AGENCY,
                        "POST",
                        "/api/submissions/check",
                        get(AGENCY, path()).json().path("body").toString(),
                        "Content-Type",
                        "application/json")
                .is(200)
                .json();
        assertThat(checked).isEqualTo(filed);
        assertThat(checked.path("checks")).isNotEmpty();
        assertThat(checked.path("outcome").asString()).isEqualTo("REJECTED");
    }

    @Test
    void an_empty_draft_is_known_to_be_refused() {
        for (String emptied : List.of("null", "1", "null")) {
            patch(AGENCY, "", own("\"INS001\": " + emptied)).is(200);
            JsonNode checked =
                    write(AGENCY, "POST", path() + "/checks", "").is(200).json();
            List<String> rules = checked.path("checks").findValuesAsString("rule");
            if (emptied.equals("null")) {
                assertThat(checked.path("outcome").asString()).isEqualTo("REJECTED");
                assertThat(rules).startsWith("draft-empty");
                get(AGENCY, path() + "/filing").problem(409, "draft-empty");
            } else {
                assertThat(rules).doesNotContain("draft-empty");
                get(AGENCY, path() + "/filing").is(200);
            }
        }
    }

    private Answer post(String login, String what, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return write(login, "POST", path() + what, body, all.toArray(String[]::new));
    }

    @Test
    void it_is_handed_over_to_a_login_and_back_to_anybody() {
        patch(AGENCY, "", "{\"title\": \"一\"}").is(200);
        post(AGENCY, "/hand-over", "{\"to\": \"zhang\"}").problem(428, "if-match-missing");
        post(AGENCY, "/hand-over", "{\"to\": \"zhang\"}", "If-Match", "\"9\"").problem(412, "stale");
        post(AGENCY, "/hand-over", "{\"to\": \"张 三\"}", "If-Match", "\"1\"").problem(422, "invalid");
        post(AGENCY, "/hand-over", "{\"to\": 5}", "If-Match", "\"1\"").problem(422, "invalid");
        post(AGENCY, "/hand-over", "", "If-Match", "\"1\"").problem(400, "unreadable");
        post("210703-gov", "/hand-over", "{\"to\": \"x\"}", "If-Match", "\"1\"").problem(404, "draft-unknown");
        post("210702-gov.viewer", "/hand-over", "{\"to\": \"x\"}", "If-Match", "\"1\"")
                .problem(403, "draft-not-yours");
        Answer handed = post(AGENCY, "/hand-over", "{\"to\": \"210702-gov.reporter\"}", "If-Match", "\"1\"")
                .is(200);
        assertThat(handed.json().path("handedTo").toString())
                .isEqualTo("{\"to\":\"210702-gov.reporter\",\"by\":\"210702-gov\",\"at\":\"2026-02-01T04:00:00Z\"}");
        assertThat(get(OTHER, path()).json().path("handedTo").isNull()).isFalse();
        assertThat(post(OTHER, "/hand-over", "{\"to\": null}", "If-Match", tag(handed))
                        .is(200)
                        .json()
                        .path("handedTo")
                        .isNull())
                .isTrue();
    }

    @Test
    void somebody_other_than_who_wrote_last_signs_it_off_as_it_was_seen() {
        post(OTHER, "/sign-off", "", "If-Match", "\"0\"").problem(409, "draft-empty");
        patch(AGENCY, "", "{\"title\": \"一\"}").is(200);
        post(AGENCY, "/sign-off", "", "If-Match", "\"1\"").problem(403, "draft-own-work");
        post(OTHER, "/sign-off", "").problem(428, "if-match-missing");
        post(OTHER, "/sign-off", "", "If-Match", "\"0\"").problem(412, "stale");
        post("210702-gov.reviewer", "/sign-off", "", "If-Match", "\"1\"").problem(403, "draft-not-yours");
        Answer signed = post(OTHER, "/sign-off", "", "If-Match", "\"1\"").is(200);
        assertThat(signed.json().path("signedOff").toString())
                .isEqualTo("{\"by\":\"210702-gov.reporter\",\"at\":\"2026-02-01T04:00:00Z\"}");
        assertThat(tag(signed)).isEqualTo("\"2\"");
        itIs("2026-04-01");
        post(OTHER, "/sign-off", "", "If-Match", "\"2\"").problem(409, "draft-closed");
    }

    @Test
    void what_is_written_after_a_sign_off_takes_it_away_and_what_changes_nothing_does_not() {
        patch(AGENCY, "", "{\"title\": \"一\"}").is(200);
        post(OTHER, "/sign-off", "", "If-Match", "\"1\"").is(200);
        assertThat(patch(AGENCY, "", "{\"title\": \"一\"}")
                        .json()
                        .path("signedOff")
                        .isNull())
                .isFalse();
        assertThat(post(AGENCY, "/hand-over", "{\"to\": null}", "If-Match", "\"2\"")
                        .json()
                        .path("signedOff")
                        .isNull())
                .isFalse();
        assertThat(patch(OTHER, "", "{\"title\": \"二\"}")
                        .json()
                        .path("signedOff")
                        .isNull())
                .isTrue();
        // who signed and then wrote is the last writer
        post(OTHER, "/sign-off", "", "If-Match", "\"4\"").problem(403, "draft-own-work");
        post(AGENCY, "/sign-off", "", "If-Match", "\"4\"").is(200);
    }

    private String filingKey() {
        return get(AGENCY, path() + "/filing")
                .is(200)
                .response()
                .headers()
                .firstValue("Idempotency-Key")
                .orElseThrow();
    }

    private SubmissionReceived received(String id) {
        WellFormed read = (WellFormed) FilingReader.read(
                get(AGENCY, path() + "/filing").is(200).response().body().getBytes(StandardCharsets.UTF_8));
        return new SubmissionReceived(
                id,
                cycle,
                AGENCY,
                filingKey(),
                read.digest(),
                Instant.parse("2026-02-01T04:00:00Z"),
                AGENCY,
                read.canonical());
    }

    private void settled(SubmissionReceived filing, String state) {
        kafka.send(ReceivedFilings.record(filing, "gateway"));
        await().untilAsserted(() -> assertThat(get(AGENCY, "/api/submissions/" + filing.id())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo(state));
    }

    @Test
    void one_that_was_accepted_says_so_until_it_is_written_to_and_one_that_was_rejected_stays() {
        get(AGENCY, path() + "/filing").problem(409, "draft-empty");
        patch(AGENCY, "", own("\"LIT011\": 58, \"LIT003\": 119, \"LIT012\": \"50.00\""))
                .is(200);
        settled(received("draft" + cycle + "a"), "REJECTED");
        assertThat(get(AGENCY, path()).json().path("filed").isNull()).isTrue();
        patch(AGENCY, "", own("\"LIT012\": \"48.74\"")).is(200);
        settled(received("draft" + cycle + "b"), "ACCEPTED");
        JsonNode again = write(AGENCY, "POST", path() + "/checks", "").is(200).json();
        assertThat(again.path("outcome").asString())
                .as("filed once more it is the same filing")
                .isEqualTo("ACCEPTED");
        assertThat(again.path("checks").findValuesAsString("rule")).doesNotContain("slot-held");
        JsonNode filed = get(AGENCY, path()).json();
        assertThat(filed.path("filed").asString()).isEqualTo("draft" + cycle + "b");
        assertThat(filed.at("/body/indicators/own/LIT012").asString()).isEqualTo("48.74");
        assertThat(patch(AGENCY, "", "{\"reason\": \"更正\"}")
                        .json()
                        .path("filed")
                        .isNull())
                .isTrue();
    }

    @Test
    void its_key_is_the_same_for_the_same_version_and_another_once_the_filing_was_withdrawn() {
        patch(AGENCY, "", own("\"INS001\": 1")).is(200);
        String key = filingKey();
        assertThat(filingKey()).isEqualTo(key);
        String id = "draft" + cycle + "c";
        settled(received(id), "ACCEPTED");
        assertThat(filingKey()).as("a second click").isEqualTo(key);
        String version = tag(get(AGENCY, "/api/submissions/" + id).is(200));
        write(AGENCY, "POST", "/api/submissions/" + id + "/withdrawal", "", "If-Match", version)
                .is(200);
        assertThat(filingKey()).isNotEqualTo(key);
        get(AGENCY, path() + "/filing", "If-Match", "\"7\"").problem(412, "stale");
        itIs("2026-04-01");
        get(AGENCY, path() + "/filing").problem(409, "draft-closed");
    }

    @Test
    void one_that_was_refused_is_another_filing_when_it_is_filed_again_as_it_is() {
        // more cases heard than came in, and no word of why
        patch(AGENCY, "", own("\"LIT013\": 6, \"LIT001\": 3")).is(200);
        String key = filingKey();
        settled(received("draft" + cycle + "d"), "REJECTED");
        String again = filingKey();
        assertThat(again).isNotEqualTo(key);
        assertThat(filingKey()).as("until it was filed").isEqualTo(again);
        sendJson("admin", "POST", "/api/rules/R15/waivers", """
                        {"cycle": "%s", "reason": "系统迁移", "until": "2026-12-31"}""".formatted(cycle))
                .is(201);
        settled(received("draft" + cycle + "e"), "ACCEPTED");
        assertThat(filingKey()).as("a second click").isEqualTo(again);
    }

    @Test
    void who_names_the_version_that_was_seen_writes_to_no_other() {
        patch(AGENCY, "", own("\"INS001\": 1")).is(200);
        String[] other = {"Content-Type", "application/merge-patch+json", "If-Match", "\"0\""};
        write(OTHER, "PATCH", path(), own("\"INS002\": 2"), other).problem(412, "stale");
        other[3] = "\"1\"";
        write(OTHER, "PATCH", path(), own("\"INS002\": 2"), other).is(200);
        assertThat(get(AGENCY, path()).json().at("/body/indicators/own").size()).isEqualTo(2);
    }
}
