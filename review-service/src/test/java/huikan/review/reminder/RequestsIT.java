package huikan.review.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.Superior;
import huikan.review.testing.AcceptedFiling;
import huikan.review.testing.OverHttp;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What 210902-gov asks for about a filing that is due on 2043-03-31 and closes on 2043-06-30. */
class RequestsIT extends OverHttp {

    private static final LocalDate DUE = LocalDate.of(2043, 3, 31);
    private static final Superior[] PATH = {
        new Superior("210900-gov", AgencyLevel.CITY), new Superior("210000-gov", AgencyLevel.PROVINCE)
    };

    @Autowired
    Obligations obligations;

    private final String cycle = "asked-" + UUID.randomUUID();

    @BeforeEach
    void owed() {
        itIs("2043-03-02");
        obligations.follow(List.of(owed("210902-gov", PATH), owed("210000-gov")));
    }

    private ObligationOpened owed(String agency, Superior... path) {
        return new ObligationOpened(
                cycle,
                agency,
                AgencyLevel.COUNTY,
                List.of(path),
                DUE,
                null,
                LocalDate.of(2043, 6, 30),
                null,
                clock.instant());
    }

    private Answer ask(String login, String body) {
        return post(login, "/api/requests", "{'cycle': '" + cycle + "', 'agency': '210902-gov', " + body + "}");
    }

    private String asked() {
        return "/api/requests/"
                + ask("210902-gov", "'wish': 'EXTENSION', 'to': '2043-04-30', 'reason': '洪灾'")
                        .is(201)
                        .json()
                        .path("id")
                        .asString();
    }

    private JsonNode inState(String path, String status) {
        await().untilAsserted(() -> assertThat(
                        get("210902-gov", path).json().path("status").asString())
                .isEqualTo(status));
        return get("210902-gov", path).json();
    }

    private boolean waitsFor(String login, String path) {
        return get(login, "/api/inbox?limit=500").json().toString().contains(path.substring(path.lastIndexOf('/') + 1));
    }

    @Test
    void what_is_asked_waits_for_the_next_superior_until_it_is_granted() {
        String path = asked();
        assertThat(waitsFor("210900-gov.supervisor", path)).isTrue();
        assertThat(waitsFor("210000-gov.supervisor", path)).isFalse();
        JsonNode asked = get("210900-gov.supervisor", path).is(200).json();
        assertThat(asked.path("title").asString()).isEqualTo("申请延期 " + cycle);
        assertThat(asked.path("moves").toString()).isEqualTo("[\"grant\",\"refuse\"]");
        assertThat(asked.at("/awaited/what").asString()).isEqualTo("REQUEST_RULING");
        move("210902-gov.supervisor", path, "grant", "{}").is(403);
        move("210900-gov.reviewer", path, "grant", "{}").is(403);
        move("210000-gov.supervisor", path, "grant", "{'comment': '同意'}").is(200);
        assertThat(get("210902-gov", path).json().at("/answer/reason").asString())
                .isEqualTo("同意");
        assertThat(waitsFor("210900-gov.supervisor", path)).isFalse();
    }

    @Test
    void whoever_was_refused_may_ask_for_something_else_and_take_it_back() {
        String path = asked();
        ask("210902-gov", "'wish': 'EXCUSE', 'reason': 'x'").problem(409, "matter-there");
        move("210900-gov.supervisor", path, "refuse", "{'reason': '时间足够'}").is(200);
        move("210902-gov", path, "ask-again", "{'wish': 'EXCUSE', 'reason': '撤并'}")
                .is(200);
        JsonNode again = get("210902-gov", path).json();
        assertThat(again.path("title").asString()).startsWith("申请免报");
        assertThat(again.path("answer").isNull()).isTrue();
        move("210902-gov", path, "withdraw", null).is(200);
        move("210900-gov.supervisor", path, "grant", "{}").problem(409, "move-impossible");
    }

    @Test
    void nobody_keeps_a_superior_busy_for_ever() {
        String path = asked();
        long version = 1;
        while (version < RequestSteps.MOST_STEPS) {
            move("210902-gov", path, "withdraw", null).is(200);
            version++;
            if (version < RequestSteps.MOST_STEPS) {
                move("210902-gov", path, "ask-again", "{'wish': 'EXCUSE', 'reason': 'x'}")
                        .is(200);
                version++;
            }
        }
        move("210902-gov", path, "ask-again", "{'wish': 'EXCUSE', 'reason': 'x'}")
                .problem(409, "move-impossible");
        assertThat(get("210902-gov", path).json().path("moves").toString()).isEqualTo("[]");
    }

    @Test
    void who_does_not_rule_in_time_is_reminded() {
        String path = asked();
        itIs("2043-03-11");
        letDueGoOff();
        await().untilAsserted(() -> assertThat(get("210900-gov.supervisor", path)
                        .json()
                        .at("/awaited/urged")
                        .asBoolean())
                .isTrue());
    }

    @Test
    void what_is_filed_or_excused_or_closed_meanwhile_needs_no_ruling() {
        String path = asked();
        obligations.follow(List.of(AcceptedFiling.under(PATH)
                .cycle(cycle)
                .revision(1)
                .at(clock.instant())
                .event()));
        move("210900-gov.supervisor", path, "grant", "{}").is(409);
        letDueGoOff();
        inState(path, "LAPSED");
        move("210902-gov", path, "ask-again", "{'wish': 'EXCUSE', 'reason': 'x'}")
                .problem(422, "matter-invalid");
    }

    @Test
    void an_excuse_that_nobody_waited_for_ends_it() {
        String path = asked();
        obligations.follow(List.of(new ObligationAmended(
                cycle, "210902-gov", 1, true, DUE, DUE.plusMonths(3), "x", "somebody", clock.instant())));
        letDueGoOff();
        inState(path, "LAPSED");
    }

    @Test
    void a_day_that_is_over_is_not_granted() {
        String path = asked();
        itIs("2043-05-01");
        move("210900-gov.supervisor", path, "grant", "{}").problem(409, "move-impossible");
        move("210900-gov.supervisor", path, "refuse", "{'reason': 'x'}").is(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'wish': 'EXTENSION', 'reason': 'x' | /to field.missing",
                "'wish': 'EXTENSION', 'to': '2043-03-31', 'reason': 'x' | /to date.past",
                "'wish': 'EXTENSION', 'to': '2044-04-02', 'reason': 'x' | /to date.too-late",
                "'wish': 'EXCUSE', 'to': '2043-04-30', 'reason': 'x' | /to field.unexpected",
                "'wish': 'EXCUSE', 'reason': ' ' | /reason field.missing"
            })
    void a_request_says_what_it_wants(String body, String error) {
        Answer refused = ask("210902-gov", body);
        refused.problem(422, "matter-invalid");
        assertThat(refused.json().at("/errors/0/pointer").asString() + " "
                        + refused.json().at("/errors/0/code").asString())
                .isEqualTo(error);
    }

    @Test
    void only_who_owes_it_asks_and_only_where_somebody_stands_above() {
        String excuse = "'wish': 'EXCUSE', 'reason': 'x'";
        ask("210903-gov", excuse).problem(403, "move-not-yours");
        ask("210900-gov.supervisor", excuse).problem(403, "move-not-yours");
        ask("210902-gov.viewer", excuse).problem(403, "move-not-yours");
        Answer none = post("210902-gov", "/api/requests", "{'cycle': 'none', 'agency': '210902-gov', " + excuse + "}");
        none.problem(422, "matter-invalid");
        assertThat(none.json().at("/errors/0/code").asString()).isEqualTo("obligation.none");
        Answer root = post(
                "210000-gov", "/api/requests", "{'cycle': '" + cycle + "', 'agency': '210000-gov', " + excuse + "}");
        root.problem(422, "matter-invalid");
        assertThat(root.json().at("/errors/0/code").asString()).isEqualTo("agency.root");
        String path = asked();
        get("210903-gov", path).is(404);
    }
}
