package huikan.review.finding;

import static org.assertj.core.api.Assertions.assertThat;

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
