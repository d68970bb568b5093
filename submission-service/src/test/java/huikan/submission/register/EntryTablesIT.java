package huikan.submission.register;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.service.sheet.Sheet;
import huikan.submission.testing.OverHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EntryTablesIT extends OverHttp {

    private static final String ONE = "210911-gov";
    private static final String SIBLING = "210921-gov";

    private static final String KIND = """
            {"id": "%s", "version": 0, "title": "设备台账", "titleEn": "devices", "published": false,
             "fields": [
               {"name": "number", "zh": "编号", "en": "number", "type": "TEXT", "required": true, "key": true},
               {"name": "kind", "zh": "种类", "en": "kind", "type": "CHOICE", "required": true, "key": false,
                "choices": [{"value": "CAMERA", "zh": "记录仪", "en": "camera"}, {"value": "OTHER", "zh": "其他", "en": "other"}]},
               {"name": "boughtOn", "zh": "购置日期", "en": "bought on", "type": "DATE", "required": false, "key": false},
               {"name": "pieces", "zh": "数量", "en": "pieces", "type": "NUMBER", "required": false, "key": false},
               {"name": "inUse", "zh": "在用", "en": "in use", "type": "YES_NO", "required": false, "key": false},
               {"name": "note", "zh": "备注", "en": "note", "type": "TEXT", "required": false, "key": false}],
             "counts": []}""";

    private String kind = "";

    @BeforeEach
    void ofItsOwn() {
        itIs("2025-03-10");
        kind = "devices-" + UUID.randomUUID().toString().substring(0, 8);
        sendJson("admin", "PUT", "/api/register-kinds/" + kind, KIND.formatted(kind), "If-None-Match", "*")
                .is(201);
    }

    private String entries() {
        return "/api/register-kinds/" + kind + "/entries";
    }

    private Answer take(String login, String query, byte[] table, String type) {
        return send(login, "POST", entries() + "/import" + query, table, "Content-Type", type);
    }

    private Answer take(String query, String table) {
        return take(ONE, query, table.getBytes(StandardCharsets.UTF_8), Sheet.CSV);
    }

    private static void did(Answer answer, int added, int changed, int unchanged) {
        JsonNode did = answer.is(200).json();
        assertThat(List.of(
                        did.path("added").asInt(),
                        did.path("changed").asInt(),
                        did.path("unchanged").asInt()))
                .containsExactly(added, changed, unchanged);
    }

    private List<JsonNode> stored(String query) {
        return get(ONE, entries() + query).is(200).items();
    }

    @Test
    void a_table_is_tried_first_then_taken_and_the_second_time_it_is_no_change() {
        String table = "\ufeff编号,种类,购置日期,数量,在用,备注,起始日期,公开\r\n"
                + "A-1,记录仪,2025/1/5,3,是,\"两\n行\",2025-02-01,是\r\n"
                + ",,,,,,,\r\n"
                + "A-2,OTHER,2025年2月1日,,no,,,\r\n";
        Answer tried = take("?dryRun=true", table);
        did(tried, 2, 0, 0);
        assertThat(tried.json().path("rows").findValuesAsString("entry")).containsExactly("A-1", "A-2");
        assertThat(tried.json().at("/rows/1/line").asInt()).isEqualTo(4);
        assertThat(stored("")).isEmpty();

        did(take("", table), 2, 0, 0);
        JsonNode first = stored("").getFirst();
        assertThat(first.path("values").toString())
                .isEqualTo(
                        "{\"number\":\"A-1\",\"kind\":\"CAMERA\",\"boughtOn\":\"2025-01-05\",\"pieces\":3,\"inUse\":true,\"note\":\"两\\n行\"}");
        assertThat(first.path("from").asString()).isEqualTo("2025-02-01");
        assertThat(first.path("published").asBoolean()).isTrue();
        assertThat(stored("?on=2025-02-01")).hasSize(1);

        did(take("", table), 0, 0, 2);
        // as a Chinese Excel saves it
        did(take(ONE, "", table.substring(1).getBytes(Charset.forName("GB18030")), Sheet.CSV), 0, 0, 2);
        assertThat(stored("")).allMatch(one -> one.path("version").asInt() == 1);
        did(
                take("?from=2025-03-01", "number,kind,pieces,in use,bought on,note\nA-1,camera,4,yes,2025-01-05,\n"),
                0,
                1,
                0);
        assertThat(stored("?on=2025-02-28").getFirst().at("/values/pieces").asInt())
                .isEqualTo(3);
        JsonNode changed = stored("").getFirst();
        assertThat(changed.at("/values/pieces").asInt()).isEqualTo(4);
        // what a table does not say of it stays
        assertThat(changed.path("published").asBoolean()).isTrue();
    }

    @Test
    void each_cell_that_is_wrong_is_told_and_keeps_all_out() {
        Answer refused = take("", """
                编号,种类,购置日期,数量,在用,起始日期,公开,单位
                A-1,记录仪,,,,,,
                A-2,电脑,2025-02-30,三,也许,,,
                ,记录仪,,,,,,
                A-1,其他,,,,,,
                A-5,其他,,=1+1,,2025-03-11,,
                A-6,其他,,,,明天,大概,
                A-7,其他,,,,,,%s
                """.formatted(SIBLING));
        refused.problem(422, "register-table-invalid");
        assertThat(refused.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder(
                        "/rows/3/kind",
                        "/rows/3/boughtOn",
                        "/rows/3/pieces",
                        "/rows/3/inUse",
                        "/rows/4/number",
                        "/rows/5/number",
                        "/rows/6/pieces",
                        "/rows/6/from",
                        "/rows/7/from",
                        "/rows/7/published",
                        "/rows/8/agency");
        assertThat(stored("")).isEmpty();
        did(take("", "number,kind\nA-1,camera\n"), 1, 0, 0);
        Answer before = take("?from=2025-03-09", "number,kind\nA-1,other\n");
        before.problem(422, "register-table-invalid");
        assertThat(before.json().at("/errors/0/pointer").asString()).isEqualTo("/rows/2/from");
    }

    @Test
    void all_that_is_wrong_is_told_in_one_round() {
        Answer refused = take("", """
                编号,种类,数量,起始日期
                A-1,电脑,,2025-03-11
                A-1,其他,三,
                =A2,其他,,2025-03-11
                A-4,=B2,12%,2025-02-30
                A-5,其他,=1+1,2025-03-11
                """);
        refused.problem(422, "register-table-invalid");
        assertThat(refused.json()
                        .path("errors")
                        .valueStream()
                        .map(one -> one.path("pointer").asString() + " "
                                + one.path("code").asString()))
                .containsExactlyInAnyOrder(
                        "/rows/2/kind register.choice",
                        "/rows/2/from date.future",
                        "/rows/3/number register.twice",
                        "/rows/3/pieces register.type",
                        "/rows/4/number cell.formula",
                        "/rows/4/from date.future",
                        "/rows/5/kind cell.formula",
                        "/rows/5/pieces register.type",
                        "/rows/5/from register.type",
                        "/rows/6/pieces cell.formula",
                        "/rows/6/from date.future");
        assertThat(refused.json().path("errors").findValuesAsString("message"))
                .contains("It is one of 记录仪 (camera), 其他 (other).");
        assertThat(stored("")).isEmpty();
    }

    @Test
    void a_row_that_cannot_be_read_is_compared_with_what_stands_all_the_same() {
        did(take("?from=2025-03-05", "number,kind,pieces\nA-1,camera,1\n"), 1, 0, 0);
        Answer refused = take("", "number,kind,pieces,from\nA-1,camera,x,2025-03-04\n");
        refused.problem(422, "register-table-invalid");
        assertThat(refused.json().path("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/rows/2/pieces", "/rows/2/from");
    }

    @Test
    void numbers_are_read_as_those_of_a_filing_sheet() {
        did(take("", "number,kind,pieces\nA-1,camera,１２\nA-2,camera,\"1,200\"\nA-3,camera,3.0\n"), 3, 0, 0);
        assertThat(stored("").stream().map(one -> one.at("/values/pieces").asInt()))
                .containsExactly(12, 1200, 3);
        Answer refused = take(
                "",
                "number,kind,pieces\nA-1,camera,1.5\nA-2,camera,-1\nA-3,camera,1.2万\nA-4,camera," + "9".repeat(30)
                        + "\n");
        refused.problem(422, "register-table-invalid");
        assertThat(refused.json().path("errors").findValuesAsString("code"))
                .containsExactly("register.type", "number.range", "register.type", "register.type");
    }

    @Test
    void a_row_with_more_fields_than_headings_is_told_and_nothing_else_of_it() {
        Answer refused = take("", "number,pieces,kind\nA-1,1,200,camera\nA-2,2,camera\n");
        refused.problem(422, "register-table-invalid");
        assertThat(refused.json().path("errors").findValuesAsString("pointer")).containsExactly("/rows/2");
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("row.too-long");
        assertThat(stored("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            number,kind,colour
            number,number,kind
            kind,pieces
            ''
            """)
    void a_table_with_other_columns_is_refused(String heads) {
        take("", heads + "\n").problem(422, "register-table-unreadable");
    }

    @Test
    void a_table_is_bounded_and_is_for_whoever_files() {
        String rows = IntStream.rangeClosed(1, 10_001)
                .mapToObj(n -> "A-" + n + ",camera")
                .collect(Collectors.joining("\n", "number,kind\n", "\n"));
        take("", rows).problem(422, "register-table-unreadable");
        byte[] one = "number,kind\nA-1,camera\n".getBytes(StandardCharsets.UTF_8);
        take(ONE + ".viewer", "", one, Sheet.CSV).problem(403, "register-not-yours");
        take("admin", "", one, Sheet.CSV).problem(403, "register-not-yours");
        Answer text = take(ONE, "", one, Sheet.XLSX);
        text.problem(422, "register-table-unreadable");
        assertThat(text.json().at("/errors/0/code").asString()).isEqualTo("workbook.unreadable");
        assertThat(text.json().path("detail").asString()).contains("save it as .xlsx");
        Answer encoded = take(ONE, "", "number,kind\n".getBytes(StandardCharsets.UTF_16), Sheet.CSV);
        encoded.problem(422, "register-table-unreadable");
        assertThat(encoded.json().path("detail").asString()).contains("neither UTF-8 nor GBK");
        take(ONE, "", one, "application/json").is(415);
    }

    @Test
    void what_is_exported_comes_back_as_it_was_and_runs_nothing() throws IOException {
        String evil = "\"=HYPERLINK(\"\"http://x\"\")\"";
        assertThat(take("", "number,kind,note\nA-1,camera," + evil + "\n")
                        .json()
                        .at("/errors/0/code")
                        .asString())
                .isEqualTo("cell.formula");
        for (String note : List.of("=1+1", "+86 24", "-5", "@x", "'=1", "'", "'a")) {
            String body = JSON.writeValueAsString(JSON.createObjectNode()
                    .put("from", "2025-01-01")
                    .put("published", false)
                    .set(
                            "values",
                            JSON.createObjectNode()
                                    .put("number", "N " + note)
                                    .put("kind", "CAMERA")
                                    .put("boughtOn", "2025-01-05")
                                    .put("pieces", 1)
                                    .put("inUse", false)
                                    .put("note", note)));
            sendJson(ONE, "POST", entries(), body).is(201);
        }
        String csv = get(ONE, entries(), "Accept", Sheet.CSV).is(200).response().body();
        assertThat(csv.lines().findFirst().orElseThrow()).isEqualTo("\ufeff单位,起始日期,公开,编号,种类,购置日期,数量,在用,备注");
        assertThat(csv)
                .contains(ONE + ",2025-01-01,否,N =1+1,记录仪,2025-01-05,1,否,'=1+1")
                .contains(",'+86 24")
                .contains(",'@x")
                .contains(",''=1")
                .doesNotContain(",=1", ",@x", ",-5");
        did(take("", csv), 0, 0, 7);
        String english = get(ONE, entries() + "?lang=en", "Accept", Sheet.CSV)
                .is(200)
                .response()
                .body();
        assertThat(english).contains("agency,from,published,number,kind").contains(",camera,");
        did(take("", english), 0, 0, 7);
        assertThat(get(SIBLING, entries() + "?agency=" + ONE, "Accept", Sheet.CSV)
                        .status())
                .isEqualTo(404);

        byte[] xlsx = download();
        did(take(ONE, "", xlsx, Sheet.XLSX), 0, 0, 7);
        Consumer<Worksheet> other = sheet -> {
            sheet.value(0, 0, "编号");
            sheet.value(0, 1, "种类");
            sheet.value(0, 2, "购置日期");
            sheet.value(0, 3, "数量");
            sheet.value(0, 4, "在用");
            sheet.value(1, 0, 7);
            sheet.value(1, 1, "记录仪");
            sheet.value(1, 2, LocalDate.of(2025, 2, 3));
            sheet.style(1, 2).format("yyyy-mm-dd").set();
            sheet.value(1, 3, 12);
            sheet.value(1, 4, true);
        };
        did(take(ONE, "", workbook(other), Sheet.XLSX), 1, 0, 0);
        assertThat(stored("").getLast().path("values").toString())
                .isEqualTo(
                        "{\"number\":\"7\",\"kind\":\"CAMERA\",\"boughtOn\":\"2025-02-03\",\"pieces\":12,\"inUse\":true}");
        Answer formula = take(ONE, "", workbook(other.andThen(sheet -> sheet.formula(1, 3, "1+1"))), Sheet.XLSX);
        formula.problem(422, "register-table-invalid");
        assertThat(formula.json().at("/errors/0/pointer").asString()).isEqualTo("/rows/2/pieces");
        take(ONE, "", workbook(other.andThen(sheet -> sheet.value(1, 3, 1.5))), Sheet.XLSX)
                .problem(422, "register-table-invalid");
    }

    private byte[] download() {
        return file(ONE, entries() + "?format=xlsx");
    }

    private static byte[] workbook(Consumer<Worksheet> filled) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "test", "1.0")) {
            filled.accept(book.newWorksheet("台账"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
