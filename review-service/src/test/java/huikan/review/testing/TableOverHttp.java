package huikan.review.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import huikan.review.testing.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * A whole state machine over HTTP: every move in every state, those that its table has and those that it has not. The table
 * is a copy of what was specified.
 */
@TestPropertySource(properties = "huikan.supervision.sweep=1h")
public abstract class TableOverHttp extends OverHttp {

    private final String kind;
    private final Map<String, Row> table;
    private final Set<String> last;

    /**
     * @param last the states that nothing leads out of
     */
    protected TableOverHttp(String kind, Set<String> last) {
        this.kind = kind;
        this.table = Table.of(kind);
        this.last = last;
    }

    /** Nothing goes off here: a case stays in the state that it was put in. */
    @Override
    protected final void letDueGoOff() {}

    /** The path of a new case in this state, about which nothing else keeps the move from being made. */
    protected abstract String in(String state, String move);

    /** Who makes the move. */
    protected String actor(String move) {
        return isOfTheUnit(move) ? "210902-gov" : "210900-gov.supervisor";
    }

    /** A body that is taken; null for none. */
    protected abstract String body(String move);

    protected boolean isOfTheUnit(String move) {
        return table.get(move).by().contains("UNIT");
    }

    private JsonNode declared() {
        return get("210902-gov.viewer", "/api/workflows/" + kind).is(200).json();
    }

    private List<String> states() {
        return declared()
                .path("states")
                .valueStream()
                .map(one -> one.path("state").asString())
                .toList();
    }

    @Test
    void what_is_declared_is_the_table() {
        Table.verify(kind, declared().path("moves"));
    }

    @TestFactory
    List<DynamicTest> a_move_is_made_where_the_table_has_it_and_nowhere_else() {
        itIs("2024-03-01");
        List<DynamicTest> tests = new ArrayList<>();
        table.forEach((move, row) -> {
            if (!row.isOfTheSuite()) {
                states().forEach(state ->
                        tests.add(dynamicTest(move + " when it is " + state, () -> tried(move, row, state))));
            }
        });
        return tests;
    }

    private void tried(String move, Row row, String state) {
        String one = in(state, move);
        boolean possible = row.leads().containsKey(state);
        boolean offered = get(actor(move), one).moves().contains(move);
        Answer answer = move(actor(move), one, move, body(move));
        assertThat(offered).as("it is offered").isEqualTo(possible);
        if (possible) {
            answer.is(200);
            assertThat(row.leads().get(state)).contains(answer.text("status"));
        } else {
            answer.problem(409, "move-impossible");
            assertThat(get("admin", one).json().path("version").asLong())
                    .as("nothing was changed")
                    .isEqualTo(1);
        }
    }

    @Test
    void what_only_the_suite_does_has_no_path() {
        String one = in(states().getFirst(), table.keySet().iterator().next());
        get("admin", one).is(200);
        table.forEach((move, row) -> {
            if (row.isOfTheSuite()) {
                assertNoPath(one + "/" + move);
            }
        });
        assertNoPath(one + "/imagined");
    }

    /** What is there and not visible has another problem. */
    private void assertNoPath(String path) {
        post("admin", path, "{}", "If-Match", "\"1\"").problem(404, "not-found");
    }

    @Test
    void every_state_but_the_last_ones_is_left_by_some_move() {
        for (String state : states()) {
            boolean left = table.values().stream()
                    .anyMatch(row ->
                            row.leads().getOrDefault(state, Set.of()).stream().anyMatch(to -> !to.equals(state)));
            assertThat(left).as(state).isEqualTo(!last.contains(state));
        }
    }
}
