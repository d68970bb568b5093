package huikan.review.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.AgencyEvent.Ended;
import huikan.review.testing.OverHttp;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who comes in the place of an agency that ended does what it had to do. */
class SuccessorsIT extends OverHttp {

    private static final String PROVINCE = "210000-gov.supervisor";
    private static final String CITY = "210200-gov";
    private static final String DAY = "2032-03-01";

    private static int counties;

    @Autowired
    Directory directory;

    private final String ending = county();
    private final String other = county();

    private static String county() {
        counties++;
        return "2104%02d-gov".formatted(counties);
    }

    @BeforeEach
    void aDay() {
        itIs(DAY);
        DirectoryOf.county(directory, ending, CITY, 1, null);
        DirectoryOf.county(directory, other, CITY, 1, null);
    }

    private void ends(String agency, String on, String... successors) {
        DirectoryOf.county(directory, agency, CITY, 2, new Ended(LocalDate.parse(on), List.of(successors)));
    }

    private String finding(String by, String agency) {
        return "/api/findings/"
                + post(by, "/api/findings", """
                        {'agency': '%s', 'source': {'kind': 'INSPECTION'}, 'title': 'x', 'description': 'x',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2032-06-30'}""".formatted(agency)).is(201).id();
    }

    private String assigned(String agency) {
        String finding = finding(CITY + ".supervisor", agency);
        move(CITY + ".supervisor", finding, "assign", "{}").is(200);
        return finding;
    }

    private List<String> listed(String login, String finding) {
        return all(login, "/api/findings?limit=500").stream()
                .map(one -> "/api/findings/" + one.path("id").asString())
                .filter(finding::equals)
                .toList();
    }

    private List<String> waiting(String login, String finding) {
        return all(login, "/api/inbox?limit=500").stream()
                .map(one -> "/api/findings/" + one.path("id").asString())
                .filter(finding::equals)
                .toList();
    }

    @Test
    void what_an_agency_had_to_do_is_done_by_who_comes_in_its_place() {
        String finding = assigned(ending);
        get(other, finding).problem(404, "matter-unknown");
        ends(ending, "2032-03-02", other);
        get(other, finding).problem(404, "matter-unknown");
        itIs("2032-03-02");
        assertThat(get(other, finding).is(200).moves()).contains("claim");
        assertThat(listed(other, finding)).hasSize(1);
        assertThat(waiting(other, finding)).hasSize(1);
        move(other, finding, "claim", null).is(200);
        assertThat(JSON.treeToValue(get(other, finding + "/trail").is(200).json(), Trail.class)
                        .steps()
                        .getLast())
                .extracting(TrailStep::move, TrailStep::agency)
                .containsExactly("claim", other);
        // whoever is still there may go on, too
        assertThat(get(ending, finding).is(200).moves()).contains("closure-request");
    }

    @Test
    void over_several_steps_and_by_each_of_several_and_no_longer_when_it_is_taken_back() {
        String finding = assigned(ending);
        String third = county();
        String fourth = county();
        DirectoryOf.county(directory, third, CITY, 1, null);
        DirectoryOf.county(directory, fourth, CITY, 1, null);
        ends(ending, DAY, other);
        ends(other, DAY, third, fourth);
        assertThat(get(third, finding).is(200).moves()).contains("claim");
        assertThat(get(fourth, finding).is(200).moves()).contains("claim");
        DirectoryOf.county(directory, other, CITY, 3, null);
        get(third, finding).problem(404, "matter-unknown");
        get(other, finding).is(200);
    }

    @Test
    void whoever_is_responsible_now_does_not_rule_on_it() {
        String finding = assigned(ending);
        ends(ending, DAY, CITY);
        move(CITY, finding, "claim", null).is(200);
        move(CITY, finding, "closure-request", "{'report': 'x'}").is(200);
        assertThat(waiting(PROVINCE, finding)).hasSize(1);
        assertThat(waiting(CITY + ".supervisor", finding)).isEmpty();
        assertThat(get(CITY + ".supervisor", finding).is(200).moves()).doesNotContain("closing", "refusal");
        move(CITY + ".supervisor2", finding, "closing", "{}").problem(403, "move-not-yours");
        move(CITY + ".inspector", finding, "closing", "{}").problem(403, "move-not-yours");
        assertThat(move(PROVINCE, finding, "closing", "{}").is(200).text("status"))
                .isEqualTo("CLOSED");
        String own = campaign(CITY + ".supervisor");
        assertThat(move(CITY + ".supervisor", own, "draw", null).problem(422, "matter-invalid"))
                .containsExactly("findings.count");
        move(PROVINCE, campaign(PROVINCE), "draw", null).is(200);
    }

    private String campaign(String by) {
        return "/api/reinspections/"
                + post(
                                by,
                                "/api/reinspections",
                                "{'title': 'x', 'under': '%s', 'closedFrom': '%s', 'closedTo': '%s', 'share': 1}"
                                        .formatted(ending, DAY, DAY))
                        .is(201)
                        .id();
    }

    @Test
    void a_superior_that_ended_has_its_work_done_too() {
        String below = county();
        DirectoryOf.county(directory, below, ending, 1, null);
        String finding = finding(ending + ".supervisor", below);
        ends(ending, DAY, other);
        assertThat(waiting(other + ".supervisor", finding)).hasSize(1);
        move(other + ".supervisor", finding, "assign", "{'dueOn': '2032-03-31'}")
                .is(200);
        itIs("2032-04-16");
        await().untilAsserted(() -> assertThat(all(below, "/api/letters?limit=500"))
                .anySatisfy(letter -> {
                    assertThat(letter.path("kind").asString()).isEqualTo("REMINDER");
                    assertThat(letter.path("issuer").path("agency").asString()).isEqualTo(other);
                }));
    }

    @Test
    void nobody_reminds_themselves_of_what_they_answer_for_now() {
        String finding = finding(CITY + ".supervisor", ending);
        move(CITY + ".supervisor", finding, "assign", "{'dueOn': '2032-03-31'}").is(200);
        ends(ending, DAY, CITY);
        itIs("2032-04-16");
        await().untilAsserted(() -> assertThat(all(ending, "/api/letters?limit=500"))
                .anySatisfy(letter -> {
                    assertThat(letter.path("kind").asString()).isEqualTo("REMINDER");
                    assertThat(letter.path("issuer").path("agency").asString()).isEqualTo("210000-gov");
                }));
    }

    @Test
    void an_order_to_the_successor_is_about_findings_of_before() {
        String finding = assigned(ending);
        ends(ending, DAY, other);
        String order = "{'agency': '%s', 'title': 'x', 'matter': 'x', 'urgency': 'NORMAL', 'findings': ['%s']}"
                .formatted(other, finding.substring("/api/findings/".length()));
        post(CITY + ".supervisor", "/api/orders", order).is(201);
        String third = county();
        DirectoryOf.county(directory, third, CITY, 1, null);
        assertThat(post(CITY + ".supervisor", "/api/orders", order.replace(other, third))
                        .problem(422, "matter-invalid"))
                .containsExactly("/findings/0 finding.unknown");
    }

    @Test
    void an_inspection_of_a_superior_that_ended_goes_on() {
        String below = county();
        DirectoryOf.county(directory, below, ending, 1, null);
        String inspection = "/api/inspections/"
                + post(ending + ".supervisor", "/api/inspections", """
                        {'title': 'x', 'content': 'x', 'under': '%s', 'from': '2032-03-01', 'to': '2032-12-31',
                         'announced': true}""".formatted(ending))
                        .is(201)
                        .id();
        move(ending + ".supervisor", inspection, "approve", null).is(200);
        DirectoryOf.county(directory, below, other, 2, null);
        ends(ending, DAY, other);
        String groups = "{'groups': [{'leader': 'l-%s', 'members': ['m-%s'], 'agencies': ['%s']}]}";
        assertThat(move(other + ".supervisor", inspection, "groups", groups.formatted(below, below, ending))
                        .problem(422, "matter-invalid"))
                .contains("/groups/0/agencies/0 agency.ended");
        move(other + ".supervisor", inspection, "groups", groups.formatted(below, below, below))
                .is(200);
    }

    @Test
    void nothing_new_is_given_to_an_agency_that_ended() {
        String open = finding(CITY + ".supervisor", ending);
        ends(ending, DAY, other);
        String by = CITY + ".supervisor";
        assertThat(post(by, "/api/findings", """
                        {'agency': '%s', 'source': {'kind': 'INSPECTION'}, 'title': 'x', 'description': 'x',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2032-06-30'}""".formatted(ending)).problem(422, "matter-invalid"))
                .containsExactly("/agency agency.ended");
        Answer refused = post(
                by,
                "/api/letters",
                "{'agency': '%s', 'kind': 'OPINION', 'title': 'x', 'matter': 'x'}".formatted(ending));
        assertThat(refused.problem(422, "matter-invalid")).containsExactly("/agency agency.ended");
        assertThat(refused.json().at("/errors/0/message").asString())
                .isEqualTo(ending + " ended on " + DAY + "; in its place came " + other + ".");
        assertThat(move(by, open, "assign", "{}").problem(422, "matter-invalid"))
                .containsExactly("/lead agency.ended");
        assertThat(move(by, open, "assign", "{'lead': '%s', 'supporting': ['%s']}".formatted(other, ending))
                        .problem(422, "matter-invalid"))
                .containsExactly("/supporting/0 agency.ended");
        move(by, open, "assign", "{'lead': '%s'}".formatted(other)).is(200);
    }
}
