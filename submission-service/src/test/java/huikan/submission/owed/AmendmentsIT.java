package huikan.submission.owed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.SubmissionReceived;
import huikan.events.SupervisionEvent.RequestMoved;
import huikan.events.SupervisionEvent.Step;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.service.consuming.CloudEvents;
import huikan.service.consuming.ReceivedFilings;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import huikan.submission.obligation.Amendment;
import huikan.submission.obligation.Amendment.Kind;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Take;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Told;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** A cycle that was due on 2026-03-31 and closes on 2026-06-30. */
class AmendmentsIT extends OverHttp {

    private static final String AGENCY = "210603-gov";
    private static final String ABOVE = "210600-gov.supervisor";
    private static final String REASON = "{\"reason\":\"撤并\"}";

    @Autowired
    CycleIssue issue;

    @Autowired
    Obligations obligations;

    @Autowired
    GrantedRequests requests;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private final String cycle = "amended-" + UUID.randomUUID();

    @BeforeEach
    void issued() {
        itIs("2026-03-13");
        issue(cycle);
    }

    private void issue(String id) {
        LocalDate due = LocalDate.of(2026, 3, 31);
        issue.issue(new CyclePlan(
                id,
                "annual",
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2025, 12, 31),
                LocalDate.of(2026, 1, 1),
                due,
                LocalDate.of(2026, 6, 30),
                List.of(AGENCY, "210604-gov")));
    }

    private String path() {
        return "/api/cycles/" + cycle + "/obligations/" + AGENCY;
    }

    private Answer post(String login, String move, String body) {
        return sendJson(login, "POST", path() + "/" + move, body);
    }

    private static String extension(String dueOn) {
        return "{\"dueOn\":\"" + dueOn + "\",\"reason\":\"洪灾\"}";
    }

    private JsonNode ledger() {
        return get(ABOVE, "/api/cycles/" + cycle + "/ledger").is(200).json();
    }

    @Test
    void whoever_is_excused_owes_nothing_and_is_counted_so() {
        JsonNode excused = post(ABOVE, "excuse", REASON).is(200).json();
        assertThat(excused.path("state").asString()).isEqualTo("EXCUSED");
        assertThat(ledger().path("excused").asInt()).isEqualTo(1);
        assertThat(ledger().path("expected").asInt()).isEqualTo(2);
        assertThat(ledger().path("missing").asInt()).isEqualTo(1);
        assertThat(ledger().path("balanced").asBoolean()).isTrue();
        JsonNode owed = get(AGENCY, "/api/obligations?state=EXCUSED&limit=500").items().stream()
                .filter(one -> one.path("cycle").asString().equals(cycle))
                .findFirst()
                .orElseThrow();
        assertThat(owed.path("overdue").asBoolean()).isFalse();
        assertThat(owed.path("daysLeft").isNull()).isTrue();
        assertThat(owed.path("amendment").path("reason").asString()).isEqualTo("撤并");
        // the agency itself may read why
        JsonNode why = get(AGENCY, path()).is(200).json().path("amendments").path(0);
        assertThat(why.toString())
                .isEqualTo(
                        "{\"kind\":\"EXCUSED\",\"dueOn\":\"2026-03-31\",\"closesOn\":\"2026-06-30\",\"reason\":\"撤并\","
                                + "\"by\":\"210600-gov.supervisor\",\"at\":\"2026-03-13T04:00:00Z\"}");
        post(ABOVE, "excuse", REASON).problem(409, "amendment-impossible");
        post(ABOVE, "extension", extension("2026-04-30")).problem(409, "amendment-impossible");
    }

    @Test
    void an_excuse_is_told_behind_what_was_owed() {
        String told = cycle + "-told";
        // heard from before it is issued
        try (Told from = new Told()) {
            issue(told);
            sendJson(ABOVE, "POST", "/api/cycles/" + told + "/obligations/" + AGENCY + "/excuse", REASON)
                    .is(200);
            assertThat(from.of(told + "/" + AGENCY, 2))
                    .containsExactly("obligation.opened.v1", "obligation.amended.v1");
        }
    }

    @Test
    void what_an_excused_agency_files_is_refused_until_it_owes_again() {
        post("210000-gov.supervisor", "excuse", REASON).is(200);
        assertThat(filed("2026-03-14").path("rejection").toString())
                .contains("agency.excused", "The agency was excused from this filing");
        // and is told so before it files
        JsonNode dry = sendJson(
                        AGENCY,
                        "POST",
                        "/api/submissions/check",
                        "{\"cycle\":\"%s\",\"agency\":\"%s\",\"indicators\":{\"own\":{\"INS001\":5}}}"
                                .formatted(cycle, AGENCY))
                .is(200)
                .json();
        assertThat(dry.path("outcome").asString()).isEqualTo("REJECTED");
        assertThat(dry.toString()).contains("agency.excused", "The agency was excused from this filing");
        JsonNode again = post(ABOVE, "reinstatement", REASON).is(200).json();
        assertThat(again.path("state").asString()).isEqualTo("MISSING");
        assertThat(again.path("amendments")).hasSize(2);
        assertThat(filed("2026-03-14").path("state").asString()).isEqualTo("ACCEPTED");
        post(ABOVE, "reinstatement", REASON).problem(409, "amendment-impossible");
        post(ABOVE, "excuse", REASON).problem(409, "amendment-impossible");
    }

    @Test
    void who_has_more_time_is_not_late_and_is_taken_after_the_cycle_closed_for_the_others() {
        JsonNode extended =
                post(ABOVE, "extension", extension("2026-07-31")).is(200).json();
        assertThat(extended.path("state").asString()).isEqualTo("MISSING");
        assertThat(extended.path("dueOn").asString()).isEqualTo("2026-07-31");
        assertThat(extended.path("closesOn").asString()).isEqualTo("2026-07-31");
        itIs("2026-07-15");
        // its draft is open, too, and that of the others is not
        assertThat(draft(AGENCY).status()).isEqualTo(200);
        draft("210604-gov").problem(409, "draft-closed");
        assertThat(filed(AGENCY, "2026-07-15").path("late").asBoolean()).isFalse();
        assertThat(filed("210604-gov", "2026-07-15").path("rejection").toString())
                .contains("cycle.closed");
        JsonNode owed = get(AGENCY, "/api/obligations?state=FILED&limit=500").items().stream()
                .filter(one -> one.path("cycle").asString().equals(cycle))
                .findFirst()
                .orElseThrow();
        assertThat(owed.path("closesOn").asString()).isEqualTo("2026-07-31");
    }

    @Test
    void another_day_is_later_than_the_one_that_stands_and_not_in_the_past() {
        post(ABOVE, "extension", extension("2026-03-31")).problem(422, "amendment-invalid");
        post(ABOVE, "extension", extension("2027-04-02")).problem(422, "amendment-invalid");
        itIs("2026-05-01");
        post(ABOVE, "extension", extension("2026-04-30")).problem(422, "amendment-invalid");
        assertThat(post(ABOVE, "extension", extension("2026-05-01"))
                        .is(200)
                        .json()
                        .path("closesOn")
                        .asString())
                .isEqualTo("2026-06-30");
        // and once more
        post(ABOVE, "extension", extension("2026-05-01")).problem(422, "amendment-invalid");
        post(ABOVE, "extension", extension("2026-05-02")).is(200);
    }

    @Test
    void a_reason_is_needed() {
        for (String body : List.of("{}", "{\"reason\":null}", "{\"reason\":\" \"}", "{\"reason\":5}")) {
            assertThat(post(ABOVE, "excuse", body).status()).as(body).isEqualTo(422);
        }
        assertThat(post(ABOVE, "excuse", "{\"reason\":\"" + "长".repeat(3_000) + "\"}")
                        .status())
                .isEqualTo(422);
        assertThat(post(ABOVE, "extension", "{\"dueOn\":\"soon\",\"reason\":\"x\"}")
                        .status())
                .isEqualTo(422);
        assertThat(post(ABOVE, "excuse", "{").status()).isEqualTo(400);
        assertThat(ledger().path("excused").asInt()).isZero();
    }

    @Test
    void only_a_supervisor_above_it_changes_what_an_agency_owes() {
        for (String login :
                List.of(AGENCY, AGENCY + ".supervisor", "210600-gov.reviewer", "210600-gov.viewer", "admin")) {
            post(login, "excuse", REASON).problem(403, "superiors-only");
        }
        for (String login : List.of("210604-gov", "210700-gov.supervisor", "330000-gov.supervisor")) {
            post(login, "excuse", REASON).problem(404, "obligation-unknown");
            get(login, path()).problem(404, "obligation-unknown");
        }
        get(ABOVE, "/api/cycles/none/obligations/" + AGENCY).problem(404, "obligation-unknown");
        get(ABOVE, "/api/cycles/" + cycle + "/obligations/210605-gov").problem(404, "obligation-unknown");
    }

    @Test
    void of_a_filing_and_an_excuse_of_one_moment_one_is_refused() {
        Obligation seen = obligations.find(cycle, AGENCY).orElseThrow();
        Amendment excuse = new Amendment(
                Kind.EXCUSED, seen.dueOn(), seen.dueOn(), "x", "somebody", Instant.parse("2026-03-13T04:00:00Z"), null);
        assertThat(obligations.take(List.of(new Take(seen, "first", null, Instant.EPOCH, false))))
                .isTrue();
        assertThat(obligations.amend(seen, ObligationStatus.EXCUSED, excuse)).isFalse();
        Obligation other = obligations.find(cycle, "210604-gov").orElseThrow();
        assertThat(obligations.amend(other, ObligationStatus.EXCUSED, excuse)).isTrue();
        assertThat(obligations.amend(other, ObligationStatus.EXCUSED, excuse)).isFalse();
        assertThat(obligations.take(List.of(new Take(other, "second", null, Instant.EPOCH, false))))
                .isFalse();
    }

    private RequestMoved granted(@Nullable String to, String hash) {
        return new RequestMoved(
                "any",
                cycle,
                AGENCY,
                List.of("210600-gov"),
                to == null ? "EXCUSE" : "EXTENSION",
                to == null ? null : LocalDate.parse(to),
                "洪灾",
                new Step("grant", "ASKED", "GRANTED", 2, hash, ABOVE, Instant.parse("2026-03-13T04:00:00Z"), null));
    }

    @Test
    void what_was_granted_is_done_once_however_often_it_is_told() {
        requests.granted(granted("2026-07-15", "one"));
        requests.granted(granted("2026-07-15", "one"));
        JsonNode extended = get(AGENCY, path()).is(200).json();
        assertThat(extended.path("dueOn").asString()).isEqualTo("2026-07-15");
        assertThat(extended.path("closesOn").asString()).isEqualTo("2026-07-15");
        assertThat(extended.path("amendments")).hasSize(1);
        assertThat(extended.at("/amendments/0/by").asString()).isEqualTo(ABOVE);

        requests.granted(granted(null, "two"));
        assertThat(get(AGENCY, path()).json().path("state").asString()).isEqualTo("EXCUSED");
        post(ABOVE, "reinstatement", REASON).is(200);
        // the same news once more is no second excuse
        requests.granted(granted(null, "two"));
        assertThat(get(AGENCY, path()).json().path("state").asString()).isEqualTo("MISSING");
        // nor is less time more
        requests.granted(granted("2026-07-01", "three"));
        assertThat(get(AGENCY, path()).json().path("dueOn").asString()).isEqualTo("2026-07-15");
    }

    @Test
    void what_was_filed_meanwhile_is_left_alone() {
        Obligation seen = obligations.find(cycle, AGENCY).orElseThrow();
        assertThat(obligations.take(List.of(new Take(seen, "first", null, Instant.EPOCH, false))))
                .isTrue();
        requests.granted(granted(null, "one"));
        assertThat(get(AGENCY, path()).json().path("amendments")).isEmpty();
    }

    @Test
    void it_is_heard_of_from_the_topic() {
        kafka.send(CloudEvents.record(
                granted("2026-07-15", "told"), UUID.randomUUID().toString(), "/test", Instant.EPOCH));
        await().untilAsserted(() ->
                assertThat(get(AGENCY, path()).json().path("dueOn").asString()).isEqualTo("2026-07-15"));
    }

    private Answer draft(String agency) {
        return send(
                agency,
                "PATCH",
                "/api/drafts/" + cycle + "/" + agency,
                "{\"indicators\":{\"own\":{\"INS001\":5}}}".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/merge-patch+json");
    }

    private JsonNode filed(String receivedOn) {
        return filed(AGENCY, receivedOn);
    }

    /** What became of it. */
    private JsonNode filed(String agency, String receivedOn) {
        WellFormed read = (WellFormed)
                FilingReader.read("{\"cycle\":\"%s\",\"agency\":\"%s\",\"indicators\":{\"own\":{\"INS001\":5}}}"
                        .formatted(cycle, agency)
                        .getBytes(StandardCharsets.UTF_8));
        String id = UUID.randomUUID().toString().replace("-", "");
        kafka.send(ReceivedFilings.record(
                new SubmissionReceived(
                        id,
                        cycle,
                        agency,
                        null,
                        read.digest(),
                        Instant.parse(receivedOn + "T04:00:00Z"),
                        agency,
                        read.canonical()),
                "gateway"));
        return await().until(() -> get(agency, "/api/submissions/" + id), answer -> answer.status() == 200)
                .json();
    }
}
