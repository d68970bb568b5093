package huikan.review.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.review.testing.OverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.InboxEntry;
import huikan.review.workflow.Inboxed;
import huikan.review.workflow.Workflows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class InboxIT extends OverHttp {

    private static final String UNIT = "210903-ndmo";
    private static final String CITY = "210900-ndmo.supervisor";

    @Autowired
    Workflows workflows;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
    }

    private String registered(String dueOn) {
        return "/api/findings/"
                + post(CITY, "/api/findings", """
                                {'agency': '210903-ndmo', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                                 'category': 'X', 'rectify': 'BY_DEADLINE', 'dueOn': '%s'}""".formatted(dueOn)).is(201).id();
    }

    private List<String> waiting(String login) {
        return get(login, "/api/inbox?limit=500")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(item ->
                        item.path("kind").asString() + "/" + item.path("id").asString())
                .toList();
    }

    private static String key(String path) {
        return path.substring("/api/".length());
    }

    @Test
    void a_thing_waits_for_whoever_has_the_next_move_and_for_nobody_else() {
        String finding = registered("2024-06-28");
        assertThat(waiting(CITY)).contains(key(finding));
        assertThat(waiting(UNIT)).doesNotContain(key(finding));
        move(CITY, finding, "assign", "{}").is(200);
        assertThat(waiting(CITY)).doesNotContain(key(finding));
        assertThat(waiting(UNIT)).contains(key(finding));
        assertThat(waiting(UNIT + ".supervisor")).contains(key(finding));
        JsonNode item = get(UNIT, "/api/inbox?limit=500")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> key(finding).endsWith(one.path("id").asString()))
                .findFirst()
                .orElseThrow();
        assertThat(item.at("/awaited/what").asString()).isEqualTo("CLAIM");
        assertThat(item.at("/awaited/dueOn").asString())
                .as("the step is due before the whole")
                .isLessThan(item.path("dueOn").asString());
        assertThat(waiting(UNIT + ".viewer")).doesNotContain(key(finding));
        assertThat(waiting("210000-ndmo.supervisor")).doesNotContain(key(finding));
        move(UNIT, finding, "claim", null).is(200);
        move(UNIT, finding, "plan", "{'measures': [{'text': 'x', 'owner': 'y', 'dueOn': '2024-06-01'}]}")
                .is(200);
        move(CITY, finding, "plan-approval", "{'approved': true}").is(200);
        move(UNIT, finding, "extension", "{'to': '2024-07-31', 'reason': 'x'}").is(200);
        assertThat(waiting(CITY)).contains(key(finding));
        move(CITY, finding, "extension-ruling", "{'granted': false}").is(200);
        assertThat(waiting(CITY)).doesNotContain(key(finding));
        move(UNIT, finding, "progress", "{'measure': 0, 'percent': 100}").is(200);
        move(UNIT, finding, "closure-request", "{'report': 'x'}").is(200);
        assertThat(waiting("210900-ndmo.inspector")).contains(key(finding));
        assertThat(waiting(UNIT)).doesNotContain(key(finding));
    }

    @Test
    void no_step_is_awaited_after_the_day_on_which_all_of_it_is_due() {
        String finding = registered("2024-03-07");
        move(CITY, finding, "assign", "{}").is(200);
        move(UNIT, finding, "claim", null).is(200);
        JsonNode claimed = get(UNIT, finding).json();
        assertThat(claimed.at("/awaited/what").asString()).isEqualTo("PLAN");
        assertThat(claimed.at("/awaited/dueOn").asString()).isEqualTo("2024-03-07");
    }

    @Test
    void what_is_due_first_comes_first_page_by_page_with_counts() {
        List<String> dates = List.of("2024-05-31", "2024-04-30", "2024-06-28", "2024-03-29");
        dates.forEach(this::registered);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = get(CITY, "/api/inbox?limit=2" + cursor).is(200);
            page.json()
                    .path("items")
                    .forEach(item -> seen.add((item.path("dueOn").isNull()
                                    ? "9999-12-31"
                                    : item.path("dueOn").asString())
                            + item.path("id").asString()));
            assertThat(page.json().path("counts").path("findings").asLong()).isGreaterThanOrEqualTo(4);
            cursor = page.json().path("next").isNull() ? null : "&cursor=" + page.text("next");
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
        assertThat(seen)
                .extracting(one -> one.substring(0, "2024-05-31".length()))
                .isSorted();
        assertThat(waiting("admin")).isEmpty();
        assertThat(get("330000-gov.viewer", "/api/inbox")
                        .is(200)
                        .json()
                        .path("counts")
                        .path("findings")
                        .asLong())
                .isZero();
    }

    @Test
    void of_each_kind_comes_what_is_behind_a_place() {
        registered("2024-06-28");
        List<String> keys = List.of("210900-ndmo/SUPERVISOR", "210903-ndmo/UNIT");
        LocalDate today = LocalDate.of(2024, 3, 1);
        for (Inboxed queue : workflows.all().stream().map(Cases::store).toList()) {
            assertThat(queue.waiting(keys, "2024-06-27", 500, today))
                    .as(queue.kind())
                    .extracting(InboxEntry::cursor)
                    .isSorted()
                    .allMatch(place -> place.compareTo("2024-06-27") > 0)
                    .hasSizeGreaterThanOrEqualTo(queue.kind().equals("findings") ? 1 : 0);
        }
    }

    @Test
    void an_order_goes_to_and_fro() {
        String order = "/api/orders/"
                + post(
                                CITY,
                                "/api/orders",
                                "{'agency': '210903-ndmo', 'title': 'x', 'matter': 'x', 'urgency': 'NORMAL'}")
                        .is(201)
                        .id();
        assertThat(waiting(CITY)).contains(key(order));
        move(CITY, order, "register", null).is(200);
        move(CITY, order, "issue", null).is(200);
        assertThat(waiting(UNIT)).contains(key(order));
        move(UNIT, order, "receive", null).is(200);
        move(UNIT, order, "handle", null).is(200);
        move(UNIT, order, "reply", "{'reply': 'x'}").is(200);
        assertThat(waiting(UNIT)).doesNotContain(key(order));
        assertThat(waiting(CITY)).contains(key(order));
    }
}
