package huikan.review.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.review.testing.OverHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What settings ask of people: that others go on with what one began, and that a unit's leader signs. */
@TestPropertySource(
        properties = {
            "huikan.orders.separate-people=true",
            "huikan.inspections.separate-people=true",
            "huikan.supervision.leader-signs=true"
        })
class DifferentPeopleIT extends OverHttp {

    private static final String FIRST = "210900-gov.supervisor";
    private static final String SECOND = "210900-gov.supervisor2";
    private static final String THIRD = "210900-gov.supervisor3";
    private static final String CLERK = "210902-gov";
    private static final String LEADER = "210902-gov.supervisor";

    @BeforeEach
    void aDay() {
        itIs("2024-03-01");
    }

    private void assertAnotherDoes(String move, String thing, String refused) {
        assertThat(get(refused, thing).is(200).moves()).doesNotContain(move);
        move(refused, thing, move, null).problem(403, "separation-of-duties");
    }

    @Test
    void an_order_is_drafted_registered_and_issued_by_three_and_its_reply_is_signed_by_the_leader() {
        String order = "/api/orders/" + post(FIRST, "/api/orders", """
                        {'agency': '210902-gov', 'title': 'x', 'matter': 'x', 'urgency': 'URGENT', 'basis': '条例第九条'}""").is(201).id();
        assertAnotherDoes("register", order, FIRST);
        move(SECOND, order, "register", null).is(200);
        assertAnotherDoes("issue", order, FIRST);
        assertAnotherDoes("issue", order, SECOND);
        Answer issued = move(THIRD, order, "issue", null).is(200);
        assertThat(issued.json().at("/issuer/login").asString()).isEqualTo(FIRST);
        assertThat(issued.json().at("/registeredBy/login").asString()).isEqualTo(SECOND);
        assertThat(issued.json().at("/signedBy/login").asString()).isEqualTo(THIRD);
        assertThat(issued.text("basis")).isEqualTo("条例第九条");
        move(CLERK, order, "receive", null).is(200);
        move(CLERK, order, "handle", null).is(200);
        move(CLERK, order, "reply", "{'reply': '已办'}").problem(403, "move-not-yours");
        move(LEADER, order, "reply", "{'reply': '已办'}").is(200);
    }

    @Test
    void an_inspection_is_proposed_and_approved_by_two() {
        String inspection = "/api/inspections/"
                + post(FIRST, "/api/inspections", """
                        {'title': 'x', 'content': 'x', 'from': '2024-03-01', 'to': '2024-12-31'}""").is(201).id();
        assertAnotherDoes("approve", inspection, FIRST);
        move(SECOND, inspection, "approve", null).is(200);
    }

    @Test
    void what_a_unit_asks_for_is_signed_by_its_leader() {
        String finding =
                "/api/findings/" + post(FIRST, "/api/findings", """
                        {'agency': '210902-gov', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2024-06-28'}""").is(201).id();
        move(FIRST, finding, "assign", "{}").is(200);
        move(CLERK, finding, "claim", null).is(200);
        move(CLERK, finding, "closure-request", "{'report': 'x'}").problem(403, "move-not-yours");
        move(LEADER, finding, "closure-request", "{'report': 'x'}").is(200);
    }
}
