package huikan.submission.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.intake.Settling;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import huikan.trail.Trail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

class RelaysIT extends OverHttp {

    private static final String CITY = "210500-gov";
    private static final String ONE = "210502-gov";
    private static final String OTHER = "210503-gov";
    private static final String PROVINCE = "210000-gov.supervisor";
    private static final String RELAYS = "/api/relays";

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    @Autowired
    MongoDatabase database;

    private String cycle = "";

    @BeforeEach
    void issued() {
        itIs("2026-02-01");
        cycle = "relayed-" + UUID.randomUUID();
        issue.issue(yearly(cycle, 2025, List.of(CITY, ONE, OTHER)));
    }

    /** Nothing is granted when the next test begins. */
    @AfterEach
    void ended() {
        get("admin", RELAYS + "?limit=500").items().stream()
                .filter(one -> !one.has("endedBy"))
                .forEach(one -> post("admin", RELAYS + "/" + one.path("id").asString() + "/end", "")
                        .is(200));
    }

    private Answer post(String login, String path, String body) {
        return sendJson(login, "POST", path, body);
    }

    private Answer grant(String login, String form, String agency, String under, String from, String until) {
        return post(login, RELAYS, """
                {"form": "%s", "agency": "%s", "under": "%s", "from": "%s", "until": "%s", "reason": "区县人手不足"}""".formatted(form, agency, under, from, until));
    }

    private String granted() {
        return grant(PROVINCE, "annual", CITY, CITY, "2026-02-01", "2026-02-20")
                .is(201)
                .json()
                .path("id")
                .asString();
    }

    private String draft(String agency) {
        return "/api/drafts/" + cycle + "/" + agency;
    }

    private Answer write(String login, String agency, int figure) {
        return send(
                login,
                "PATCH",
                draft(agency),
                ("{\"indicators\": {\"own\": {\"INS001\": " + figure + "}}}").getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/merge-patch+json");
    }

    private void isRefused(String login, String agency) {
        get(login, draft(agency)).problem(404, "draft-unknown");
        write(login, agency, 1).problem(404, "draft-unknown");
        get(login, draft(agency) + "/filing").problem(404, "draft-unknown");
        get(login, "/api/cycles/" + cycle + "/template.xlsx?agency=" + agency).problem(404, "draft-unknown");
    }

    @Test
    void who_relays_writes_the_drafts_of_those_below_it_and_is_named_to_who_takes_the_filing() {
        isRefused(CITY, ONE);
        granted();
        write(CITY, ONE, 7).is(200);
        JsonNode seen = get(ONE, draft(ONE)).is(200).json();
        assertThat(seen.path("cells").path("/indicators/own/INS001").path("by").asString())
                .isEqualTo(CITY);
        Answer relayed = get(CITY, draft(ONE) + "/filing").is(200);
        assertThat(relayed.response().headers().firstValue("Relayed-By")).contains(CITY);
        Answer own = get(ONE, draft(ONE) + "/filing").is(200);
        assertThat(own.response().headers().firstValue("Relayed-By")).isEmpty();
        assertThat(own.response().headers().firstValue("Idempotency-Key"))
                .as("both file the same version: it is one filing")
                .isEqualTo(relayed.response().headers().firstValue("Idempotency-Key"));
        assertThat(file(CITY, "/api/cycles/" + cycle + "/template.xlsx?agency=" + ONE))
                .startsWith('P', 'K');
        byte[] sheet = ("代码,本级\nINS001,9\n").getBytes(StandardCharsets.UTF_8);
        Answer taken =
                send(CITY, "POST", "/api/cycles/" + cycle + "/sheets?agency=" + ONE, sheet, "Content-Type", "text/csv");
        assertThat(taken.is(200).json().at("/draft/body/indicators/own/INS001").asInt())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"210500-gov.viewer", "210500-gov.reviewer", "210400-gov", "210000-gov", OTHER, "210500-ndmo"})
    void nobody_else_writes_them(String stranger) {
        granted();
        isRefused(stranger, ONE);
    }

    @Test
    void it_is_for_one_form_and_for_those_under_one_agency() {
        grant("admin", "annual-ndmo", CITY, CITY, "2026-02-01", "2026-02-20").is(201);
        isRefused(CITY, ONE);
        grant("admin", "annual", CITY, OTHER, "2026-02-01", "2026-02-20").is(201);
        isRefused(CITY, ONE);
        write(CITY, OTHER, 1).is(200);
    }

    @Test
    void it_holds_from_its_first_day_to_its_last() {
        grant(PROVINCE, "annual", CITY, CITY, "2026-02-05", "2026-02-20").is(201);
        itIs("2026-02-04");
        isRefused(CITY, ONE);
        itIs("2026-02-05");
        write(CITY, ONE, 1).is(200);
        itIs("2026-02-20");
        write(CITY, ONE, 2).is(200);
        itIs("2026-02-21");
        isRefused(CITY, ONE);
    }

    @Test
    void ended_in_between_it_files_nothing_more_and_what_was_written_stays() {
        String id = granted();
        write(CITY, ONE, 7).is(200);
        get(CITY, draft(ONE) + "/filing").is(200);
        post(CITY, RELAYS + "/" + id + "/end", "").problem(403, "relay-superiors-only");
        post(ONE + ".supervisor", RELAYS + "/" + id + "/end", "").problem(403, "relay-superiors-only");
        post("330000-gov.supervisor", RELAYS + "/" + id + "/end", "").problem(404, "relay-unknown");
        assertThat(post(PROVINCE, RELAYS + "/" + id + "/end", "")
                        .is(200)
                        .json()
                        .path("endedBy")
                        .asString())
                .isEqualTo(PROVINCE);
        isRefused(CITY, ONE);
        assertThat(get(ONE, draft(ONE)).json().at("/body/indicators/own/INS001").asInt())
                .isEqualTo(7);
        post(PROVINCE, RELAYS + "/" + id + "/end", "").problem(409, "relay-ended");
        Trail trail =
                JSON.treeToValue(get(ONE, RELAYS + "/" + id + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.steps())
                .extracting(step -> step.move() + " " + step.by() + " " + step.agency())
                .containsExactly("grant " + PROVINCE + " 210000-gov", "end " + PROVINCE + " 210000-gov");
    }

    @Test
    void who_relays_uploads_the_files_of_those_for_whom_it_does() {
        byte[] file = ("名单 " + cycle + "\n").getBytes(StandardCharsets.UTF_8);
        String path = "/api/attachments?agency=" + ONE;
        String[] headers = {"Content-Type", "text/plain", "Content-Disposition", "attachment; filename=\"a.txt\""};
        send(CITY, "POST", path, file, headers).problem(403, "attachment-not-yours");
        begun(CITY, file.length).problem(403, "attachment-not-yours");
        granted();
        String digest = send(CITY, "POST", path, file, headers)
                .is(201)
                .json()
                .path("digest")
                .asString();
        begun(CITY, file.length).is(201);
        for (String stranger : List.of("210500-gov.reviewer", "210400-gov", OTHER)) {
            send(stranger, "POST", path, file, headers).problem(403, "attachment-not-yours");
        }
        send(
                        CITY,
                        "PATCH",
                        draft(ONE),
                        ("{\"attachments\": [\"" + digest + "\"]}").getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/merge-patch+json")
                .is(200);
        JsonNode checks = send(CITY, "POST", draft(ONE) + "/checks", new byte[0])
                .is(200)
                .json()
                .path("checks");
        assertThat(checks.findValuesAsString("rule")).doesNotContain("attachment.unknown");
        assertThat(file(ONE, "/api/attachments/" + digest)).isEqualTo(file);
    }

    private Answer begun(String login, int length) {
        return send(
                login,
                "POST",
                "/api/attachments/uploads?agency=" + ONE,
                new byte[0],
                "Upload-Length",
                String.valueOf(length));
    }

    @Test
    void who_relays_signs_nothing_off() {
        granted();
        String version = write(CITY, ONE, 7)
                .is(200)
                .response()
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        send(CITY, "POST", draft(ONE) + "/sign-off", new byte[0], "If-Match", version)
                .problem(403, "draft-relayed");
        send(ONE, "POST", draft(ONE) + "/sign-off", new byte[0], "If-Match", version)
                .is(200);
    }

    @Test
    void the_filing_and_its_trail_name_both() {
        WellFormed read = (WellFormed)
                FilingReader.read(Received.body(cycle, ONE, Received.figures(7)).getBytes(StandardCharsets.UTF_8));
        String id = UUID.randomUUID().toString().replace("-", "");
        Settling.settle(
                service,
                new SubmissionReceived(
                        id,
                        cycle,
                        ONE,
                        null,
                        read.digest(),
                        Instant.parse("2026-02-01T04:00:00Z"),
                        CITY + ".clerk",
                        read.canonical(),
                        CITY,
                        null));
        JsonNode seen = get(ONE, "/api/submissions/" + id).is(200).json();
        assertThat(seen.path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(seen.path("agency").asString()).isEqualTo(ONE);
        assertThat(seen.path("relayedBy").toString())
                .isEqualTo("{\"agency\":\"210500-gov\",\"login\":\"210500-gov.clerk\"}");
        Trail trail = JSON.treeToValue(
                get(ONE, "/api/submissions/" + id + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.steps().getFirst().by()).isEqualTo(CITY + ".clerk");
        assertThat(trail.steps().getFirst().agency()).isEqualTo(CITY);
        assertThat(trail.steps().getFirst().request().path("agency").asString()).isEqualTo(ONE);
        assertThat(trail.steps().getFirst().request().path("relayedBy").asString())
                .isEqualTo(CITY);
    }

    @Test
    void what_is_owed_by_those_relayed_for_is_listed_page_by_page_and_they_see_who_relays() {
        assertThat(get(CITY, RELAYS + "/obligations").items()).isEmpty();
        assertThat(mine(ONE).has("relayedBy")).isFalse();
        granted();
        grant("admin", "annual", CITY, ONE, "2026-02-01", "2026-02-20").is(201);
        assertThat(mine(ONE).path("relayedBy").toString()).isEqualTo("[\"210500-gov\"]");
        assertThat(mine(CITY).has("relayedBy")).isFalse();
        Answer first = get(CITY, RELAYS + "/obligations?state=MISSING&limit=1").is(200);
        String whose = "";
        String next = first.json().path("next").asString("");
        for (Answer page = first; !page.items().isEmpty(); ) {
            JsonNode one = page.items().getFirst();
            if (one.path("cycle").asString().equals(cycle)) {
                whose += one.path("agency").asString() + " " + one.path("dueOn").asString() + "; ";
            }
            page = get(CITY, RELAYS + "/obligations?state=MISSING&limit=1&cursor=" + next);
            next = page.json().path("next").asString("");
            if (next.isEmpty()) {
                break;
            }
        }
        assertThat(whose).isEqualTo(ONE + " 2026-03-01; " + OTHER + " 2026-03-01; ");
        get(CITY, RELAYS + "/obligations?cursor=x").problem(422, "invalid");
        assertThat(get(OTHER, RELAYS + "/obligations").items()).isEmpty();
    }

    @Test
    void what_may_be_filed_longer_than_the_others_is_listed_until_then() {
        grant("admin", "annual", CITY, CITY, "2026-02-01", "2026-05-20").is(201);
        post(PROVINCE, "/api/cycles/" + cycle + "/obligations/" + ONE + "/extension", """
                {"dueOn": "2026-04-10", "reason": "洪灾"}""")
                .is(200);
        itIs("2026-03-31");
        assertThat(listed()).containsExactly(ONE, OTHER);
        itIs("2026-04-10");
        assertThat(listed()).containsExactly(ONE);
        write(CITY, ONE, 7).is(200);
        itIs("2026-04-11");
        assertThat(listed()).isEmpty();
    }

    private List<String> listed() {
        return get(CITY, RELAYS + "/obligations?limit=500").is(200).items().stream()
                .filter(one -> one.path("cycle").asString().equals(cycle))
                .map(one -> one.path("agency").asString())
                .toList();
    }

    private JsonNode mine(String agency) {
        return get(agency, "/api/obligations?limit=500").is(200).items().stream()
                .filter(one -> one.path("cycle").asString().equals(cycle))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void it_is_read_by_those_whom_it_concerns_and_by_nobody_else() {
        String id = granted();
        for (String reader : List.of("admin", PROVINCE, CITY, ONE, OTHER + ".viewer")) {
            assertThat(get(reader, RELAYS + "/" + id)
                            .is(200)
                            .json()
                            .path("reason")
                            .asString())
                    .isEqualTo("区县人手不足");
            assertThat(get(reader, RELAYS + "?limit=500").items())
                    .anyMatch(one -> one.path("id").asString().equals(id));
        }
        for (String stranger : List.of("210400-gov", "210402-gov", "330000-gov.supervisor")) {
            get(stranger, RELAYS + "/" + id).problem(404, "relay-unknown");
            get(stranger, RELAYS + "/" + id + "/trail").problem(404, "relay-unknown");
            assertThat(get(stranger, RELAYS + "?limit=500").items())
                    .noneMatch(one -> one.path("id").asString().equals(id));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"210500-gov.supervisor", CITY, "210000-gov", "210000-gov.reviewer"})
    void nobody_grants_it_who_is_no_supervisor_above(String login) {
        grant(login, "annual", CITY, CITY, "2026-02-01", "2026-02-20").problem(403, "relay-superiors-only");
    }

    @ParameterizedTest
    @CsvSource({
        "210500-gov, 210402-gov, 2026-02-01, 2026-02-20, relay.not-below",
        "210502-gov, 210500-gov, 2026-02-01, 2026-02-20, relay.not-below",
        "210502-gov, 210503-gov, 2026-02-01, 2026-02-20, relay.not-below",
        "210500-gov, 999999-gov, 2026-02-01, 2026-02-20, agency.unknown",
        "210500-gov, 210500-gov, 2026-01-31, 2026-02-20, date.past",
        "210500-gov, 210500-gov, 2026-02-10, 2026-02-09, date.past"
    })
    void what_makes_no_sense_is_refused_with_its_place(
            String agency, String under, String from, String until, String code) {
        Answer refused = grant(PROVINCE, "annual", agency, under, from, until);
        refused.problem(422, "relay-invalid");
        assertThat(refused.json().path("errors").findValuesAsString("code")).contains(code);
    }

    @Test
    void the_same_is_not_granted_twice_for_one_day() {
        String id = granted();
        grant("admin", "annual", CITY, CITY, "2026-02-20", "2026-03-20").problem(409, "relay-exists");
        grant("admin", "annual", CITY, CITY, "2026-02-21", "2026-03-20").is(201);
        post("admin", RELAYS + "/" + id + "/end", "").is(200);
        granted();
        grant("admin", "no-such-form", CITY, CITY, "2026-02-01", "2026-02-20").problem(404, "form-unknown");
    }

    @Test
    void of_many_who_grant_the_same_at_once_one_stands_at_most() throws Exception {
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> all = IntStream.range(0, 8)
                    .mapToObj(
                            i -> threads.submit(() -> grant("admin", "annual", CITY, CITY, "2026-02-01", "2026-02-20")))
                    .toList();
            for (Future<Answer> one : all) {
                answers.add(one.get().status());
            }
        }
        assertThat(answers).contains(409).isSubsetOf(201, 409);
        long granted = answers.stream().filter(one -> one == 201).count();
        assertThat(granted).isLessThanOrEqualTo(1);
        assertThat(new Relays(database).standing(CITY, LocalDate.of(2026, 2, 1)))
                .hasSize((int) granted);
    }

    @Test
    void one_that_is_taken_back_was_never_there() {
        String id = granted();
        new Relays(database).takeBack(id);
        get("admin", RELAYS + "/" + id + "/trail").problem(404, "relay-unknown");
        assertThat(new Relays(database).standing(CITY, LocalDate.of(2026, 2, 1)))
                .isEmpty();
    }

    @Test
    void what_one_instance_grants_and_ends_another_knows() {
        Relays another = new Relays(database);
        LocalDate today = LocalDate.of(2026, 2, 1);
        String id = granted();
        assertThat(another.of(new Caller(CITY, CITY, Role.REPORTER), today))
                .extracting(Relay::id)
                .containsExactly(id);
        assertThat(another.end(id, "somebody", null, Instant.parse("2026-02-01T04:00:00Z")))
                .isTrue();
        isRefused(CITY, ONE);
        assertThat(another.of(new Caller(CITY, CITY, Role.REPORTER), today)).isEmpty();
    }

    @Test
    void of_many_who_end_it_at_once_one_does() throws Exception {
        String id = granted();
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> all = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> post("admin", RELAYS + "/" + id + "/end", "")))
                    .toList();
            for (Future<Answer> one : all) {
                answers.add(one.get().status());
            }
        }
        assertThat(answers).containsOnlyOnce(200).contains(409).containsOnly(200, 409);
        Trail trail =
                JSON.treeToValue(get("admin", RELAYS + "/" + id + "/trail").json(), Trail.class);
        assertThat(trail.steps()).hasSize(2);
        assertThat(trail.faults()).isEmpty();
    }
}
