package huikan.review.register;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import huikan.review.testing.OverHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RegisterIT extends OverHttp {

    private static final String OFFICE = "210900-ndmo.supervisor";
    private static final String REGISTER = "/api/findings/register?under=210902-ndmo";

    @Autowired
    MongoDatabase database;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
    }

    private String registered(String title) {
        String finding = "/api/findings/"
                + post(OFFICE, "/api/findings", """
                                {'agency': '210902-ndmo', 'source': {'kind': 'COMPLAINT'}, 'title': '%s', 'description': '一,二\\n三',
                                 'category': 'X', 'rectify': 'BY_DEADLINE', 'dueOn': '2024-06-28'}""".formatted(title)).is(201).id();
        move(OFFICE, finding, "assign", "{'supporting': ['210903-ndmo']}").is(200);
        move("210902-ndmo", finding, "claim", null).is(200);
        move("210902-ndmo", finding, "plan", "{'measures': [{'text': '培训', 'owner': '张三', 'dueOn': '2024-05-31'}]}")
                .is(200);
        return finding;
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
        String id = registered("=HYPERLINK(1)").replace("/api/findings/", "");
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
        assertThat(text)
                .startsWith("\ufeff编号,责任单位,责任单位代码")
                .contains("\"一,二\n三\"")
                .contains(",'=HYPERLINK(1),");
        Answer xlsx = get(OFFICE, REGISTER + "&format=xlsx").is(200);
        try (ReadableWorkbook book =
                new ReadableWorkbook(new ByteArrayInputStream(xlsx.response().body()))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(1 + json.json().path("items").size());
            assertThat(rows.getFirst().getCellText(7)).isEqualTo("问题");
            // other tests register findings of the same unit, too
            Row row = rows.stream()
                    .filter(one -> one.getCellText(0).equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.getCellText(7)).isEqualTo("=HYPERLINK(1)");
            assertThat(row.getCellText(14)).isEqualTo("培训（张三，2024-05-31，0%）");
            assertThat(row.getCellAsDate(15).orElseThrow().toLocalDate()).isEqualTo("2024-06-28");
        }
        // a supporting unit sees it, a stranger an empty register
        assertThat(get("210903-ndmo", "/api/findings/register").json().path("items"))
                .isNotEmpty();
        assertThat(get("330000-gov.viewer", "/api/findings/register").json().path("items"))
                .isEmpty();
        get(OFFICE, REGISTER + "&format=pdf").is(406);
    }

    @Test
    void whoever_reads_a_sheet_reads_names_and_words_in_the_language_that_was_asked_for() throws IOException {
        String closed = registered("名与词").replace("/api/findings/", "");
        String finding = "/api/findings/" + closed;
        move(OFFICE, finding, "plan-approval", "{'approved': true}").is(200);
        move("210902-ndmo", finding, "progress", "{'measure': 0, 'percent': 100}")
                .is(200);
        move("210902-ndmo", finding, "closure-request", "{'report': '已办'}").is(200);
        move(OFFICE, finding, "closing", "{}").is(200);
        String sheet = "/api/findings/register?status=CLOSED&under=210902-ndmo&format=";
        List<String> chinese = List.of(
                "210902国防动员办公室",
                "210902-ndmo",
                "210902国防动员办公室",
                "210902-ndmo",
                "210903国防动员办公室",
                "210903-ndmo",
                "名与词",
                "投诉举报",
                "限期整改",
                "否",
                "已销号");
        assertThat(cells(OFFICE, sheet + "csv", closed))
                .containsSubsequence(chinese)
                .doesNotContain("CLOSED", "true", "false");
        assertThat(cells(OFFICE, sheet + "csv", closed, "Accept-Language", "de, zh;q=0.1"))
                .containsSubsequence(chinese);
        List<String> english = List.of(
                "210902国防动员办公室",
                "210902-ndmo",
                "210903国防动员办公室",
                "210903-ndmo",
                "名与词",
                "complaint",
                "by deadline",
                "no",
                "closed");
        assertThat(cells(OFFICE, sheet + "csv", closed, "Accept-Language", "en-GB,en;q=0.8,zh;q=0.5"))
                .containsSubsequence(english);
        assertThat(cells(OFFICE, sheet + "csv&lang=zh", closed, "Accept-Language", "en"))
                .as("who has chosen a language is not asked what the browser speaks")
                .containsSubsequence(chinese);
        Answer xlsx = get(OFFICE, sheet + "xlsx", "Accept-Language", "en").is(200);
        try (ReadableWorkbook book =
                new ReadableWorkbook(new ByteArrayInputStream(xlsx.response().body()))) {
            assertThat(book.getFirstSheet().getName()).isEqualTo("Register of findings");
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows.getFirst().getCellText(2)).isEqualTo("Agency (code)");
            assertThat(rows)
                    .filteredOn(row -> row.getCellText(0).equals(closed))
                    .singleElement()
                    .satisfies(row -> assertThat(row.stream().map(cell -> cell == null ? "" : cell.getText()))
                            .containsSubsequence(english));
        }
    }

    @Test
    void an_agency_whose_name_is_not_known_is_named_by_its_code() {
        String province = "210000-ndmo.supervisor";
        String finding = post(province, "/api/findings", """
                        {'agency': '210200-ndmo', 'source': {'kind': 'COMPLAINT'}, 'title': '无名', 'description': 'x',
                         'category': 'X', 'rectify': 'SUSTAINED', 'dueOn': '2024-06-28'}""").is(201).id();
        // a copy that was made before names were kept
        database.getCollection("agencies").updateOne(eq("210200-ndmo"), unset("name"));
        assertThat(cells(province, "/api/findings/register?under=210200-ndmo&format=csv", finding))
                .startsWith(finding, "210200-ndmo", "210200-ndmo");
    }

    /** The cells of one row of a CSV. */
    private List<String> cells(String login, String sheet, String id, String... headers) {
        String text = new String(get(login, sheet, headers).is(200).response().body(), StandardCharsets.UTF_8);
        try (CSVParser rows = CSVFormat.RFC4180.parse(new StringReader(text))) {
            return rows.stream()
                    .map(CSVRecord::toList)
                    .filter(cells -> cells.getFirst().equals(id))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
