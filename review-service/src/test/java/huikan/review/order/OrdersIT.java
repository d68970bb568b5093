package huikan.review.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.review.testing.OverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Move;
import huikan.review.workflow.Person;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OrdersIT extends OverHttp {

    private static final String UNIT = "210902-gov";
    private static final String CITY = "210900-gov.supervisor";

    @Autowired
    Cases<Order, OrderStatus> orders;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
    }

    private static String body(String findings) {
        return """
                {'agency': '210902-gov', 'title': '限期整改', 'matter': '补齐执法记录', 'urgency': 'URGENT', 'findings': [%s]}
                """.formatted(findings);
    }

    private String drafted(String login, String findings) {
        return "/api/orders/"
                + post(login, "/api/orders", body(findings)).is(201).id();
    }

    private String finding() {
        String finding =
                "/api/findings/" + post(CITY, "/api/findings", """
                                {'agency': '210902-gov', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                                 'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2024-06-28'}""").is(201).id();
        move(CITY, finding, "assign", "{}").is(200);
        return finding;
    }

    @Test
    void an_order_is_complete_when_its_findings_are_closed() {
        String finding = finding();
        String order = drafted(CITY, "'" + finding.substring("/api/findings/".length()) + "'");
        get(UNIT, order).problem(404, "matter-unknown");
        Answer registered = move(CITY, order, "register", null).is(200);
        assertThat(registered.text("number")).matches("督办〔2024〕\\d+号");
        Answer issued = move(CITY, order, "issue", null).is(200);
        // five working days
        assertThat(issued.text("dueOn")).isEqualTo("2024-03-08");
        move(UNIT, order, "receive", null).is(200);
        move(UNIT, order, "handle", null).is(200);
        move(UNIT, order, "reply", "{'reply': '已办'}").is(200);
        assertThat(move(CITY, order, "reply-refusal", "{'reason': '未附佐证'}")
                        .is(200)
                        .text("status"))
                .isEqualTo("HANDLING");
        move(UNIT, order, "reply", "{'reply': '已办', 'evidence': ['sha256:" + "b".repeat(64) + "']}")
                .is(200);
        move(CITY, order, "reply-acceptance", null).is(200);
        Answer refused = move(CITY, order, "complete", null);
        refused.problem(409, "move-impossible");
        assertThat(refused.text("detail")).contains(finding.substring("/api/findings/".length()));
        move(UNIT, finding, "claim", null).is(200);
        move(UNIT, finding, "closure-request", "{'report': 'x'}").is(200);
        move(CITY, finding, "closing", "{}").is(200);
        assertThat(move(CITY, order, "complete", null).is(200).text("status")).isEqualTo("COMPLETED");
        itIs("2024-05-31");
        await().untilAsserted(() -> assertThat(get(CITY, order).text("status")).isEqualTo("ARCHIVED"));
        Trail trail = JSON.treeToValue(get(UNIT, order + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
    }

    @Test
    void orders_that_are_registered_at_once_are_numbered_without_gaps_whatever_fails() throws Exception {
        String city = "210200-gov.supervisor";
        List<String> drafts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            drafts.add("/api/orders/"
                    + post("210000-gov.supervisor", "/api/orders", body("").replace("210902", "210200"))
                            .is(201)
                            .id());
        }
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            for (String draft : drafts) {
                for (int twice = 0; twice < 2; twice++) {
                    answers.add(people.submit(
                            () -> post("210000-gov.supervisor", draft + "/register", null, "If-Match", "\"1\"")
                                    .status()));
                }
            }
        }
        int taken = 0;
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(200, 412);
            taken += answer.get() == 200 ? 1 : 0;
        }
        assertThat(taken).isEqualTo(12);
        await().untilAsserted(() -> assertThat(drafts)
                .extracting(draft -> get("210000-gov.supervisor", draft).text("number"))
                .allMatch(number -> number.startsWith("督办"))
                .doesNotHaveDuplicates());
        List<Integer> numbers = drafts.stream()
                .map(draft -> get("210000-gov.supervisor", draft).text("number"))
                .map(number -> Integer.valueOf(number.replaceAll(".*〕(\\d+)号", "$1")))
                .sorted()
                .toList();
        assertThat(numbers.getLast() - numbers.getFirst()).isEqualTo(11);
        get(city, drafts.getFirst()).problem(404, "matter-unknown");
    }

    @Test
    void one_whose_registration_was_cut_short_gets_its_number_all_the_same() {
        String order = drafted(CITY, "");
        Order draft =
                orders.store().find(order.substring("/api/orders/".length())).orElseThrow();
        // what register writes before the number; the process ends here
        orders.moveBySuite(draft, "register", new Move.None(), new Person(CITY, "210900-gov"))
                .orElseThrow();
        await().untilAsserted(() -> assertThat(get(CITY, order).text("number")).matches("督办〔2024〕\\d+号"));
        move(CITY, order, "issue", null).is(200);
    }

    @Test
    void one_that_is_not_signed_for_is_urged_and_one_that_is_late_climbs_and_brings_a_letter() {
        String order = drafted(CITY, "");
        move(CITY, order, "register", null).is(200);
        move(CITY, order, "issue", null).is(200);
        itIs("2024-03-05");
        await().untilAsserted(() -> assertThat(moves(order)).contains("urge"));
        move(UNIT, order, "receive", null).is(200);
        move(UNIT, order, "handle", null).is(200);
        assertThat(get(UNIT, order).json().path("overdue").asBoolean()).isFalse();
        itIs("2024-03-20");
        // a day before, a day after, seven days after
        await().untilAsserted(() ->
                assertThat(moves(order)).filteredOn("escalate"::equals).hasSize(3));
        assertThat(get(UNIT, order).json().path("overdue").asBoolean()).isTrue();
        await().untilAsserted(() -> assertThat(
                        get(UNIT, "/api/letters?limit=500").json().path("items").valueStream())
                .anySatisfy(letter -> {
                    assertThat(letter.path("kind").asString()).isEqualTo("SUPERVISION");
                    assertThat(letter.path("title").asString()).isEqualTo("限期整改");
                    assertThat(letter.path("number").asString()).matches("督办函〔2024〕\\d+号");
                    assertThat(letter.path("issuer").path("agency").asString()).isEqualTo("210900-gov");
                }));
        // what was replied to is not late any more
        move(UNIT, order, "reply", "{'reply': '已办'}").is(200);
        assertThat(get(UNIT, order).json().path("overdue").asBoolean()).isFalse();
    }

    private List<String> moves(String order) {
        return JSON.treeToValue(get(CITY, order + "/trail").is(200).json(), Trail.class).steps().stream()
                .map(TrailStep::move)
                .toList();
    }

    @Test
    void only_the_issuer_moves_it_and_strangers_see_nothing() {
        String order = drafted(CITY, "");
        get("210000-gov.supervisor", order).problem(404, "matter-unknown");
        move("210900-gov.inspector", order, "register", null).problem(403, "move-not-yours");
        move(CITY, order, "register", null).is(200);
        move(CITY, order, "issue", null).is(200);
        move("210000-gov.supervisor", order, "cancel", "{'reason': 'x'}").problem(403, "move-not-yours");
        for (String stranger : List.of("210903-gov", "210902-ndmo", "210200-gov.supervisor")) {
            move(stranger, order, "receive", null).problem(404, "matter-unknown");
        }
        assertThat(move(CITY, order, "cancel", "{'reason': '重复'}").is(200).text("status"))
                .isEqualTo("CANCELLED");
        assertThat(get(UNIT, order).text("number")).isNotEmpty();
    }

    @Test
    void everything_that_is_wrong_with_a_draft_is_told() {
        post(UNIT, "/api/orders", body("")).problem(403, "move-not-yours");
        String finding = finding().substring("/api/findings/".length());
        assertThat(post(
                                CITY,
                                "/api/orders",
                                body("'nothing', '%s', '%s'".formatted(finding, finding))
                                        .replace("限期整改", "")
                                        .replace("'urgency'", "'dueOn': '2024-02-29', 'urgency'"))
                        .problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder(
                        "/findings/0 finding.unknown",
                        "/findings/2 finding.twice",
                        "/title field.missing",
                        "/dueOn date.past");
        post(CITY, "/api/orders", body("").replace("210902", "330100")).problem(422, "matter-invalid");
        String late = "/api/orders/"
                + post(CITY, "/api/orders", body("").replace("'urgency'", "'dueOn': '2024-03-04', 'urgency'"))
                        .is(201)
                        .id();
        move(CITY, late, "register", null).is(200);
        itIs("2024-03-05");
        assertThat(move(CITY, late, "issue", null).problem(422, "matter-invalid"))
                .containsExactly("/dueOn date.past");
    }

    @Test
    void a_list_shows_what_was_asked_for() {
        String order = drafted(CITY, "");
        String id = order.substring("/api/orders/".length());
        assertThat(ids("?status=DRAFT&limit=500")).contains(id);
        assertThat(ids("?agency=210902-gov&limit=500"))
                .as("what its unit does not know of yet")
                .contains(id);
        assertThat(ids("?overdue=true&order=DUE&agency=210902-gov&under=210902-gov&limit=500"))
                .doesNotContain(id);
        get(CITY, "/api/orders?status=SOMEHOW").is(422);
    }

    private List<String> ids(String query) {
        return get(CITY, "/api/orders" + query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
    }
}
