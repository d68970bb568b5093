package huikan.review.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.review.testing.OverHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisterIT extends OverHttp {

    private static final String OFFICE = "210900-ndmo.supervisor";
    private static final String REGISTER = "/api/findings/register?under=210902-ndmo";

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
    }

    private void registered(String title) {
        String finding = "/api/findings/"
                + post(OFFICE, "/api/findings", """
                                {'agency': '210902-ndmo', 'source': {'kind': 'COMPLAINT'}, 'title': '%s', 'description': '一,二\\n三',
                                 'category': 'X', 'rectify': 'BY_DEADLINE', 'dueOn': '2024-06-28'}""".formatted(title)).is(201).id();
        move(OFFICE, finding, "assign", "{'supporting': ['210903-ndmo']}").is(200);
        move("210902-ndmo", finding, "claim", null).is(200);
        move("210902-ndmo", finding, "plan", "{'measures': [{'text': '培训', 'owner': '张三', 'dueOn': '2024-05-31'}]}")
                .is(200);
    }

    @Test
    void a_unit_has_a_register_that_counts_what_it_and_those_below_answer_for() {
        Answer before = get(OFFICE, "/api/registers/210900-ndmo").is(200);
        registered("第一个");
        String immediate =
                "/api/findings/" + post(OFFICE, "/api/findings", """
                                {'agency': '210903-ndmo', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                                 'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2024-03-01'}""").is(201).id();
        move(OFFICE, immediate, "assign", "{}").is(200);
        assertThat(counted("/api/registers/210900-ndmo", "open")).isEqualTo(counted(before, "open") + 2);
        long late = counted(get(OFFICE, "/api/registers/210903-ndmo").is(200), "overdue");
        itIs("2024-03-04");
        assertThat(counted("/api/registers/210903-ndmo", "overdue")).isEqualTo(late + 1);
        // the day after it was due the ladder climbs
        await().untilAsserted(() -> assertThat(get(OFFICE, immediate + "/trail")
                        .json()
                        .at("/steps/2/move")
                        .asString())
                .isEqualTo("escalate"));
        move("210903-ndmo", immediate, "claim", null).is(200);
        move("210903-ndmo", immediate, "closure-request", "{'report': 'x'}").is(200);
        move(OFFICE, immediate, "closing", "{}").is(200);
        Answer after = get(OFFICE, "/api/registers/210900-ndmo").is(200);
        assertThat(counted(after, "closed")).isEqualTo(counted(before, "closed") + 1);
        assertThat(after.json().at("/findings/CLOSED").asLong()).isPositive();
        assertThat(after.text("asOf")).isEqualTo("2024-03-04");
        long closed = counted(after, "closed");
        long owed = closed + counted(after, "open");
        assertThat(new java.math.BigDecimal(after.text("closingRate")).doubleValue())
                .isCloseTo(100.0 * closed / owed, org.assertj.core.data.Offset.offset(0.005));
        // a unit that helps has it on its register, too
        assertThat(counted("/api/registers/210903-ndmo", "total")).isGreaterThanOrEqualTo(2);
    }

    private long counted(String register, String what) {
        return counted(get(OFFICE, register).is(200), what);
    }

    private static long counted(Answer register, String what) {
        return register.json().path(what).asLong();
    }

    @Test
    void registers_are_listed_for_a_unit_and_those_directly_below_and_for_nobody_else() {
        Answer all = get("210900-gov.supervisor", "/api/registers").is(200);
        assertThat(all.json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("agency").asString()))
                .contains("210900-gov", "210902-gov", "210903-gov")
                .doesNotContain("210200-gov", "210000-gov")
                .isSorted();
        Answer first = get("210900-gov.supervisor", "/api/registers?limit=1").is(200);
        assertThat(first.json().path("items")).hasSize(1);
        Answer next = get("210900-gov.supervisor", "/api/registers?limit=1&cursor=" + first.text("next"));
        assertThat(next.json().at("/items/0/agency").asString())
                .isEqualTo(all.json().at("/items/1/agency").asString());
        get("210900-gov.supervisor", "/api/registers/210200-gov").problem(404, "matter-unknown");
        get("210900-gov.supervisor", "/api/registers?under=210000-gov").problem(404, "matter-unknown");
        get("210902-gov", "/api/registers/210903-gov").problem(404, "matter-unknown");
        get("admin", "/api/registers/999999-gov").problem(404, "matter-unknown");
        get("admin", "/api/registers").problem(404, "matter-unknown");
        get("admin", "/api/registers/210200-gov").is(200);
    }

    @Test
    void a_row_has_the_problem_the_plan_and_the_report_in_each_format() throws IOException {
        registered("=HYPERLINK(1)");
        registered("第二个");
        Answer json = get(OFFICE, REGISTER).is(200);
        assertThat(json.json().path("items")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(json.json()
                        .path("items")
                        .path(0)
                        .path("plan")
                        .path("measures")
                        .path(0)
                        .path("owner")
                        .asString())
                .isEqualTo("张三");
        Answer csv = get(OFFICE, REGISTER + "&format=csv").is(200);
        assertThat(csv.response().headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"register.csv\"");
        String text = new String(csv.response().body(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\ufeff编号,责任单位").contains("\"一,二\n三\"").contains(",'=HYPERLINK(1),");
        Answer xlsx = get(OFFICE, REGISTER + "&format=xlsx").is(200);
        try (ReadableWorkbook book =
                new ReadableWorkbook(new ByteArrayInputStream(xlsx.response().body()))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(1 + json.json().path("items").size());
            assertThat(rows.getFirst().getCellText(4)).isEqualTo("问题");
            assertThat(rows.get(1).getCellText(4)).isEqualTo("=HYPERLINK(1)");
            assertThat(rows.get(1).getCellText(11)).isEqualTo("培训（张三，2024-05-31，0%）");
            assertThat(rows.get(1).getCellAsDate(12).orElseThrow().toLocalDate())
                    .isEqualTo("2024-06-28");
        }
        // a supporting unit sees it, a stranger an empty register
        assertThat(get("210903-ndmo", "/api/findings/register").json().path("items"))
                .isNotEmpty();
        assertThat(get("330000-gov.viewer", "/api/findings/register").json().path("items"))
                .isEmpty();
        get(OFFICE, REGISTER + "&format=pdf").is(406);
    }
}
