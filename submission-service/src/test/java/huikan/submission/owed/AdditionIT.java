package huikan.submission.owed;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Told;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A cycle of two counties of a city, that is due on 2026-03-31 and closes on 2026-06-30; a third is founded. */
class AdditionIT extends OverHttp {

    private static final String CITY = "210600-gov";
    private static final String ABOVE = CITY + ".supervisor";
    private static final String NEW = "210681-gov";
    private static final String REASON = "{\"reason\":\"新设\"}";

    @Autowired
    CycleIssue issue;

    @Autowired
    MongoDatabase database;

    private final String cycle = "added-" + UUID.randomUUID();

    @BeforeEach
    void issued() {
        itIs("2026-03-13");
        issue.issue(new CyclePlan(
                cycle,
                "annual",
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2025, 12, 31),
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 3, 31),
                LocalDate.of(2026, 6, 30),
                List.of("210603-gov", "210604-gov")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String path(String of, String agency) {
        return "/api/cycles/" + of + "/obligations/" + agency;
    }

    private Answer move(String login, String agency, String move, String body) {
        return sendJson(login, "POST", path(cycle, agency) + "/" + move, body);
    }

    private Answer add(String login, String agency, String body) {
        return move(login, agency, "addition", body);
    }

    private static String until(String dueOn) {
        return "{\"dueOn\":\"" + dueOn + "\",\"reason\":\"新设\"}";
    }

    private int expected(String login) {
        JsonNode ledger = get(login, "/api/cycles/" + cycle + "/ledger").is(200).json();
        assertThat(ledger.path("balanced").asBoolean()).isTrue();
        return ledger.path("expected").asInt();
    }

    @Test
    void an_agency_that_is_added_owes_what_the_others_owe() {
        Answer created = add(ABOVE, NEW, REASON).is(201);
        assertThat(created.response().headers().firstValue("Location").orElseThrow())
                .isEqualTo(path(cycle, NEW));
        JsonNode added = get(NEW, path(cycle, NEW)).is(200).json();
        assertThat(added).isEqualTo(created.json());
        assertThat(added.path("amendments").toString())
                .isEqualTo(
                        "[{\"kind\":\"ADDED\",\"dueOn\":\"2026-03-31\",\"closesOn\":\"2026-06-30\",\"reason\":\"新设\","
                                + "\"by\":\"210600-gov.supervisor\",\"at\":\"2026-03-13T04:00:00Z\"}]");
        assertThat(added.path("state").asString()).isEqualTo("MISSING");
        assertThat(expected(ABOVE)).isEqualTo(3);
        assertThat(expected(NEW)).isEqualTo(1);
        assertThat(expected("210603-gov.supervisor")).isEqualTo(1);
        assertThat(get("admin", "/api/cycles/" + cycle).json().path("expected").asInt())
                .isEqualTo(3);
        assertThat(get("admin", "/api/cycles?limit=500").items())
                .filteredOn(one -> one.path("id").asString().equals(cycle))
                .extracting(one -> one.path("expected").asInt())
                .containsExactly(3);
        assertThat(get(NEW, "/api/obligations?limit=500").items())
                .filteredOn(one -> one.path("cycle").asString().equals(cycle))
                .extracting(one -> one.path("amendment").path("kind").asString())
                .containsExactly("ADDED");
        send(
                        NEW,
                        "PATCH",
                        "/api/drafts/" + cycle + "/" + NEW,
                        bytes("{\"indicators\":{\"own\":{\"INS001\":5}}}"),
                        "Content-Type",
                        "application/merge-patch+json")
                .is(200);
    }

    @Test
    void it_is_told_as_what_is_owed_and_as_an_amendment() {
        try (Told told = new Told()) {
            add(ABOVE, NEW, until("2026-07-31")).is(201);
            List<SubmissionEvent> heard = told.all(cycle + "/" + NEW, SubmissionEvent.class, 2);
            assertThat(heard).hasSize(2);
            ObligationOpened opened = (ObligationOpened) heard.getFirst();
            assertThat(opened.added()).isTrue();
            assertThat(opened.path()).extracting(one -> one.agency()).containsExactly(CITY, "210000-gov");
            assertThat(opened.dueOn()).isEqualTo("2026-07-31");
            assertThat(opened.closesOn()).isEqualTo("2026-07-31");
            assertThat(opened.opensOn()).isEqualTo("2026-01-01");
            ObligationAmended amended = (ObligationAmended) heard.getLast();
            assertThat(amended.amendment()).isEqualTo(1);
            assertThat(amended.excused()).isFalse();
            assertThat(amended.reason()).isEqualTo("新设");
            // and what follows is the second
            move(ABOVE, NEW, "excuse", REASON).is(200);
            assertThat(told.all(cycle + "/" + NEW, ObligationAmended.class, 2)
                            .getLast()
                            .amendment())
                    .isEqualTo(2);
        }
    }

    @Test
    void an_agency_is_on_the_list_once() {
        add(ABOVE, "210603-gov", REASON).problem(409, "agency-listed");
        add(ABOVE, NEW, REASON).is(201);
        add(ABOVE, NEW, REASON).problem(409, "agency-listed");
        move(ABOVE, NEW, "excuse", REASON).is(200);
        Answer excused = add(ABOVE, NEW, REASON);
        excused.problem(409, "agency-listed");
        assertThat(excused.json().path("detail").asString()).contains("reinstate");
        assertThat(get(NEW, path(cycle, NEW)).json().path("amendments")).hasSize(2);
        assertThat(expected(ABOVE)).isEqualTo(3);
    }

    @Test
    void of_two_at_once_one_adds_it() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(8)) {
            List<Callable<Answer>> calls = Collections.nCopies(8, () -> add("210000-gov.supervisor", NEW, REASON));
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> one : both.invokeAll(calls)) {
                statuses.add(one.get().status());
            }
            assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        }
        assertThat(get(NEW, path(cycle, NEW)).json().path("amendments")).hasSize(1);
        assertThat(expected(ABOVE)).isEqualTo(3);
    }

    @Test
    void it_has_as_much_time_as_the_others_or_more_and_is_not_late_when_added() {
        add(ABOVE, NEW, until("2026-03-30")).problem(422, "amendment-invalid");
        add(ABOVE, NEW, until("2027-04-01")).problem(422, "amendment-invalid");
        itIs("2026-04-10");
        // the day of the others is over
        add(ABOVE, NEW, REASON).problem(422, "amendment-invalid");
        add(ABOVE, NEW, until("2026-04-09")).problem(422, "amendment-invalid");
        JsonNode added = add(ABOVE, NEW, until("2026-04-10")).is(201).json();
        assertThat(added.path("closesOn").asString()).isEqualTo("2026-06-30");
        assertThat(get("210603-gov", path(cycle, "210603-gov"))
                        .json()
                        .path("dueOn")
                        .asString())
                .isEqualTo("2026-03-31");
    }

    @Test
    void a_reason_is_needed_and_nothing_is_left_behind() {
        for (String body : List.of("{}", "{\"reason\":\" \"}", "{\"dueOn\":\"soon\",\"reason\":\"x\"}")) {
            assertThat(add(ABOVE, NEW, body).status()).as(body).isEqualTo(422);
        }
        assertThat(add(ABOVE, NEW, "{").status()).isEqualTo(400);
        get(ABOVE, path(cycle, NEW)).problem(404, "obligation-unknown");
        assertThat(expected(ABOVE)).isEqualTo(2);
    }

    @Test
    void a_supervisor_above_it_or_the_administrator_adds_it() {
        for (String login :
                List.of(NEW, NEW + ".supervisor", CITY, CITY + ".reviewer", CITY + ".viewer", "210000-gov")) {
            add(login, NEW, REASON).problem(403, "superiors-only");
        }
        for (String login : List.of("210604-gov.supervisor", "210700-gov.supervisor", "330000-gov.supervisor")) {
            add(login, NEW, REASON).problem(404, "agency-unknown");
        }
        // above it, but not along the line of the form
        add("210600-ndmo.supervisor", "210681-ndmo", REASON).problem(403, "superiors-only");
        // the cycle asks nobody of theirs
        add("210900-gov.supervisor", "210902-gov", REASON).problem(403, "superiors-only");
        add("330000-gov.supervisor", "330100-gov", REASON).problem(403, "superiors-only");
        add(ABOVE, "219999-gov", REASON).problem(404, "agency-unknown");
        sendJson(ABOVE, "POST", path("none", NEW) + "/addition", REASON).problem(404, "cycle-unknown");
        assertThat(expected("admin")).isEqualTo(2);
        add("admin", "210902-gov", REASON).is(201);
        // now it is one of theirs
        add("210900-gov.supervisor", "210903-gov", REASON).is(201);
        assertThat(expected("admin")).isEqualTo(4);
        assertThat(expected(ABOVE)).isEqualTo(2);
    }

    @Test
    void nobody_is_added_to_a_cycle_that_is_closed() {
        itIs("2026-06-30");
        add(ABOVE, NEW, until("2026-07-31")).is(201);
        itIs("2026-07-01");
        add(ABOVE, "210682-gov", until("2026-07-31")).problem(409, "addition-impossible");
    }

    @Test
    void nobody_is_added_of_a_level_that_is_not_asked() {
        add("210000-gov.supervisor", CITY, REASON).problem(409, "addition-impossible");
        String form = "counties-" + UUID.randomUUID();
        sendJson("admin", "PUT", "/api/forms/" + form, """
                {"id": "%s", "version": 1, "title": "甲", "titleEn": "a", "line": "TERRITORY", "required": [], "sections": [],
                 "indicators": ["INS001"], "rules": [], "levels": {"INS001": ["COUNTY"]}}""".formatted(form), "If-None-Match", "*")
                .is(201);
        String counties = "added-" + UUID.randomUUID();
        LocalDate due = LocalDate.of(2026, 3, 31);
        issue.issue(new CyclePlan(
                counties,
                form,
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2025, 12, 31),
                due,
                due,
                due,
                List.of("210603-gov", "210700-gov")));
        sendJson("210000-gov.supervisor", "POST", path(counties, CITY) + "/addition", REASON)
                .problem(409, "addition-impossible");
    }

    @Test
    void nobody_is_added_who_ended_before_the_cycle_opened() {
        database.getCollection("agencies").deleteMany(Filters.regex("_id", "^67"));
        send("admin", "POST", "/api/agencies/import", bytes("""
                code,name,level,territory,department
                670100-gov,某市人民政府,CITY,,
                670101-gov,甲区人民政府,COUNTY,670100-gov,
                670102-gov,乙区人民政府,COUNTY,670100-gov,
                """), "Content-Type", "text/csv")
                .is(200);
        end("670101-gov", "2026-01-01");
        end("670102-gov", "2026-01-02");
        add("admin", "670101-gov", REASON).problem(409, "addition-impossible");
        // it was there when the cycle opened
        add("admin", "670102-gov", REASON).is(201);
        add("admin", "670102-gov", REASON).problem(409, "agency-listed");
    }

    private void end(String code, String on) {
        long version =
                get("admin", "/api/agencies/" + code).json().path("version").asLong();
        sendJson(
                        "admin",
                        "PUT",
                        "/api/agencies/" + code + "/succession",
                        "{\"on\": \"" + on + "\", \"successors\": [], \"reason\": \"撤并\"}",
                        "If-Match",
                        "\"" + version + "\"")
                .is(200);
    }
}
