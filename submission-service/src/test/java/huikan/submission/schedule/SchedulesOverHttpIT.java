package huikan.submission.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.testing.OverHttp;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SchedulesOverHttpIT extends OverHttp {

    private static final String COUNTY = "210902-gov";

    private static final String SCHEDULE = """
            {"id": "%s", "version": 0, "form": "annual", "every": "MONTH", "from": "2033-03-10",
             "opens": {"workingDays": 1}, "due": {"workingDays": 5}, "closes": {"workingDays": 15},
             "agencies": {"under": "210900-gov", "levels": ["COUNTY"], "orgs": ["gov"]}}""";

    @Autowired
    ScheduledIssue issue;

    private final String id = "s" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void today() {
        itIs("2033-03-14");
    }

    /** So that it issues nothing among the cycles of others. */
    @AfterEach
    void end() {
        Answer last = get(COUNTY, "/api/schedules/" + id);
        if (last.status() == 200) {
            ObjectNode over = (ObjectNode) last.json();
            itIs("2033-03-14");
            put("admin", over.put("from", "2033-03-10").put("until", "2033-03-10"), "If-Match", etag(last))
                    .is(200);
        }
    }

    private ObjectNode schedule() {
        return (ObjectNode) JSON.readTree(SCHEDULE.formatted(id));
    }

    private Answer put(String login, JsonNode body, String... headers) {
        return sendJson(login, "PUT", "/api/schedules/" + id, body, headers);
    }

    private Answer create(JsonNode body) {
        return put("admin", body, "If-None-Match", "*");
    }

    private static String etag(Answer of) {
        return of.response().headers().firstValue("ETag").orElseThrow();
    }

    private List<String> preview(JsonNode body) {
        return sendJson("admin", "POST", "/api/schedules/" + id + "/preview", body)
                .is(200)
                .json()
                .path("cycles")
                .valueStream()
                .map(one -> one.path("id").asString().substring(id.length() + 1) + " "
                        + one.at("/period/from").asString()
                        + " " + one.at("/period/to").asString() + " "
                        + one.path("opensOn").asString() + " "
                        + one.path("dueOn").asString())
                .toList();
    }

    private JsonNode cycle(String label) {
        Answer found = get(COUNTY, "/api/cycles/" + id + "-" + label);
        return found.status() == 200 ? found.json() : JSON.missingNode();
    }

    @Test
    void each_period_is_issued_on_the_day_on_which_it_opens_and_once() {
        create(schedule()).is(201);
        assertThat(cycle("2033-03").isMissingNode()).isTrue();
        itIs("2033-03-31");
        issue.issueAll();
        assertThat(cycle("2033-03").isMissingNode()).isTrue();
        itIs("2033-04-01");
        issue.issueAll();
        issue.issueAll();
        JsonNode march = cycle("2033-03");
        assertThat(march.path("period").toString()).isEqualTo("{\"from\":\"2033-03-01\",\"to\":\"2033-03-31\"}");
        assertThat(march.path("opensOn").asString()).isEqualTo("2033-04-01");
        assertThat(march.path("dueOn").asString()).isEqualTo("2033-04-07");
        assertThat(march.path("expected").asInt()).isEqualTo(7);
        assertThat(get(COUNTY, "/api/obligations?agency=" + COUNTY + "&limit=500")
                        .items())
                .anyMatch(one -> one.path("cycle").asString().equals(id + "-2033-03"));
    }

    @Test
    void what_was_missed_is_issued_afterwards_unless_it_is_closed() {
        create(schedule()).is(201);
        itIs("2033-06-02");
        issue.issueAll();
        assertThat(cycle("2033-03").isMissingNode()).isTrue();
        assertThat(cycle("2033-04").isMissingNode()).isTrue();
        assertThat(cycle("2033-05").path("dueOn").asString()).isEqualTo("2033-06-07");
    }

    @Test
    void what_opens_today_is_issued_when_it_is_put_and_one_that_is_over_issues_no_more() {
        itIs("2033-04-01");
        Answer kept = create(schedule().put("until", "2033-04-30")).is(201);
        assertThat(cycle("2033-03").isMissingNode()).isFalse();
        itIs("2033-06-01");
        issue.issueAll();
        assertThat(cycle("2033-05").isMissingNode()).isTrue();
        assertThat(kept.json().path("version").asInt()).isEqualTo(1001);
        assertThat(get(COUNTY, "/api/schedules").items())
                .anyMatch(one -> one.path("id").asString().equals(id));
        assertThat(get(COUNTY, "/api/schedules/" + id + "/trail").is(200).json().path("steps"))
                .hasSize(1);
    }

    @Test
    void one_that_cannot_be_issued_any_more_stops_no_other() {
        create(schedule()).is(201);
        JsonNode form = get(COUNTY, "/api/forms/annual").json();
        String other = id + "-form";
        ObjectNode own = ((ObjectNode) form).put("id", other);
        own.put("until", "2033-03-31");
        sendJson("admin", "PUT", "/api/forms/" + other, own, "If-None-Match", "*")
                .is(201);
        Answer seen = get(COUNTY, "/api/schedules/" + id);
        put("admin", schedule().put("form", other), "If-Match", etag(seen)).is(200);
        itIs("2033-05-02");
        issue.issueAll();
        assertThat(cycle("2033-04").isMissingNode()).isTrue();
    }

    @Test
    void the_next_cycles_are_shown_before_it_is_put() {
        assertThat(preview(schedule()))
                .hasSize(5)
                .startsWith(
                        "2033-03 2033-03-01 2033-03-31 2033-04-01 2033-04-07",
                        "2033-04 2033-04-01 2033-04-30 2033-05-02 2033-05-06");
        assertThat(preview(schedule().put("every", "DAY")))
                .startsWith(
                        "2033-03-10 2033-03-10 2033-03-10 2033-03-11 2033-03-17",
                        "2033-03-11 2033-03-11 2033-03-11 2033-03-14 2033-03-18",
                        // what happened at the weekend is in Monday's
                        "2033-03-14 2033-03-12 2033-03-14 2033-03-15 2033-03-21");
        assertThat(preview(schedule().put("every", "WEEK")))
                .startsWith("2033-W10 2033-03-07 2033-03-13 2033-03-14 2033-03-18");
        assertThat(preview(schedule().put("every", "QUARTER")))
                .startsWith("2033-Q1 2033-01-01 2033-03-31 2033-04-01 2033-04-07");
        ObjectNode yearly = schedule().put("every", "YEAR");
        yearly.withObject("due").put("monthDay", "--01-31").remove("workingDays");
        yearly.withObject("closes").put("monthDay", "--04-01").remove("workingDays");
        assertThat(preview(yearly)).startsWith("2033 2033-01-01 2033-12-31 2034-01-02 2034-01-31");
        get(COUNTY, "/api/schedules/" + id).problem(404, "schedule-unknown");
        // it goes through the directory
        sendJson(COUNTY, "POST", "/api/schedules/" + id + "/preview", schedule())
                .problem(403, "admin-only");
    }

    @Test
    void only_the_administrator_changes_one_that_was_looked_at() {
        put("210900-gov.supervisor", schedule(), "If-None-Match", "*").problem(403, "admin-only");
        put("admin", schedule()).problem(428, "if-match-missing");
        create(schedule()).is(201);
        create(schedule()).problem(412, "stale");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                of("/id", one -> one.put("id", "other")),
                of("/from", one -> one.put("from", "2032-03-13")),
                of("/from", one -> one.put("from", "+999999999-12-31")),
                of("/until", one -> one.put("until", "2033-03-09")),
                of("/opens", one -> one.set("opens", JSON.createObjectNode())),
                of("/due", one -> one.withObject("due").put("monthDay", "--01-31")),
                of(
                        "/due/monthDay",
                        one -> one.withObject("due").put("monthDay", "--01-31").remove("workingDays")),
                of("/closes/workingDays", one -> one.withObject("closes").put("workingDays", 251)),
                of("/due", one -> one.withObject("due").put("workingDays", 0)),
                of("/form", one -> one.put("form", "none")),
                of(
                        "/agencies/orgs",
                        one -> one.withObject("agencies")
                                .set("orgs", JSON.createArrayNode().add("none"))));
    }

    private static Arguments of(String pointer, Consumer<ObjectNode> change) {
        return Arguments.of(pointer, change);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_could_not_be_issued_is_refused_where_it_is_wrong(String pointer, Consumer<ObjectNode> change) {
        ObjectNode one = schedule();
        change.accept(one);
        Answer answer = create(one).is(422);
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).contains(pointer);
        get(COUNTY, "/api/schedules/" + id).problem(404, "schedule-unknown");
    }
}
