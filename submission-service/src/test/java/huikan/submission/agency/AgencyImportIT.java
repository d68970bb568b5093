package huikan.submission.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import huikan.submission.testing.OverHttp;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A province of division codes that the demo directory does not have. */
class AgencyImportIT extends OverHttp {

    private static final String HEADS = "code,name,level,territory,department\n";
    /** Below before above, and both lines. */
    private static final String PROVINCE = HEADS
            + "650100-ndmo,市国动办,CITY,650100-gov,650000-ndmo\n"
            + "650100-gov,某市人民政府,市级,650000-gov,\n"
            + "\n"
            + "650000-gov,某自治区人民政府,PROVINCE,,\n"
            + "650000-ndmo,\"区国动办, 原人防办\",province,650000-gov,\n";

    @Autowired
    MongoDatabase database;

    @BeforeEach
    void withoutIt() {
        itIs("2026-03-13");
        database.getCollection("agencies").deleteMany(Filters.regex("_id", "^65"));
    }

    private Answer take(String table) {
        return take("admin", "", table.getBytes(StandardCharsets.UTF_8));
    }

    private Answer take(String login, String query, byte[] table) {
        return send(login, "POST", "/api/agencies/import" + query, table, "Content-Type", "text/csv");
    }

    private static List<String> errors(Answer answer) {
        answer.problem(422, "agencies-invalid");
        return answer.json()
                .path("errors")
                .valueStream()
                .map(one ->
                        one.path("pointer").asString() + " " + one.path("code").asString())
                .toList();
    }

    private static void counts(Answer answer, int added, int changed, int unchanged) {
        JsonNode json = answer.is(200).json();
        assertThat(List.of(
                        json.path("added").asInt(),
                        json.path("changed").asInt(),
                        json.path("unchanged").asInt()))
                .containsExactly(added, changed, unchanged);
    }

    @Test
    void a_table_in_any_order_becomes_a_tree_along_both_lines() {
        Answer dry = take("admin", "?dryRun=true", PROVINCE.getBytes(StandardCharsets.UTF_8));
        counts(dry, 4, 0, 0);
        assertThat(dry.json().path("rows").valueStream())
                .extracting(
                        one -> one.path("line").asInt(),
                        one -> one.path("code").asString(),
                        one -> one.path("effect").asString())
                .containsExactly(
                        tuple(5, "650000-gov", "ADDED"),
                        tuple(3, "650100-gov", "ADDED"),
                        tuple(6, "650000-ndmo", "ADDED"),
                        tuple(2, "650100-ndmo", "ADDED"));
        get("admin", "/api/agencies/650000-gov").is(404);
        counts(take(PROVINCE), 4, 0, 0);
        JsonNode office =
                get("650000-ndmo.viewer", "/api/agencies/650100-ndmo").is(200).json();
        assertThat(office.path("superiors").valueStream())
                .extracting(one -> one.path("name").asString())
                .containsExactlyInAnyOrder("某市人民政府", "某自治区人民政府", "区国动办, 原人防办");
        assertThat(database.getCollection("agencies").countDocuments(Filters.exists("moving")))
                .isZero();
        // once more
        counts(take(PROVINCE), 0, 0, 4);
    }

    @Test
    void what_is_misspelt_imports_nothing() {
        Answer refused = take("admin", "?dryrun=true", PROVINCE.getBytes(StandardCharsets.UTF_8));
        refused.problem(422, "invalid");
        assertThat(refused.json().path("detail").asString())
                .contains("\"dryrun\"")
                .contains("dryRun");
        get("admin", "/api/agencies/650000-gov").is(404);
    }

    @Test
    void a_row_changes_a_name_or_moves_what_hangs_below() {
        counts(take(PROVINCE), 4, 0, 0);
        counts(
                take(HEADS
                        + "650200-gov,另一市人民政府,CITY,650000-gov,\n"
                        + "650100-gov,某市人民政府,CITY,650200-gov,\n"
                        + "650000-ndmo,区国动办,PROVINCE,650000-gov,\n"),
                1,
                2,
                0);
        assertThat(get("650200-gov.viewer", "/api/agencies/650100-ndmo")
                        .is(200)
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("市国动办");
        assertThat(get("admin", "/api/agencies/650000-ndmo")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void a_row_says_which_fields_it_changes() {
        counts(take(PROVINCE), 4, 0, 0);
        String table = HEADS
                + "650200-gov,另一市人民政府,CITY,650000-gov,\n"
                + "650100-ndmo,市人防办,COUNTY,650000-gov,\n"
                + "650100-gov,某市人民政府,CITY,650000-gov,\n";
        Answer dry = take("admin", "?dryRun=true", table.getBytes(StandardCharsets.UTF_8));
        counts(dry, 1, 1, 1);
        assertThat(dry.json().path("rows").valueStream())
                .extracting(
                        one -> one.path("code").asString(),
                        one -> one.path("changes").toString())
                .containsExactlyInAnyOrder(
                        tuple("650200-gov", "[]"),
                        tuple("650100-ndmo", "[\"name\",\"level\",\"territory\",\"department\"]"));
        assertThat(take(table).is(200).json().path("rows")).isEqualTo(dry.json().path("rows"));
    }

    @Test
    void whoever_has_a_superior_keeps_one_unless_it_is_a_province() {
        counts(take(PROVINCE), 4, 0, 0);
        assertThat(errors(take(HEADS + "650100-ndmo,市国动办,CITY,,\n"))).containsExactly("/rows/2/territory agency.root");
        Answer put = sendJson(
                "admin",
                "PUT",
                "/api/agencies/650100-gov",
                "{\"name\": \"某市人民政府\", \"level\": \"CITY\"}",
                "If-Match",
                "\"1\"");
        put.problem(422, "agency-invalid");
        assertThat(put.json().at("/errors/0/code").asString()).isEqualTo("agency.root");
        assertThat(put.json().at("/errors/0/message").asString()).contains("650000-gov");
        counts(take(HEADS + "650100-ndmo,市国动办,CITY,,650000-ndmo\n650000-ndmo,区国动办,PROVINCE,,\n"), 0, 2, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            650100-gov,x,CITY,,;650100-gov,y,CITY,,                            | /rows/3/code agency.twice
            650100-gov,x,CITY,659900-gov,                                      | /rows/2/territory agency.unknown
            650100-gov,x,CITY,,659900-ndmo                                     | /rows/2/department agency.unknown
            650100-gov,x,CITY,650101-gov,;650101-gov,x,COUNTY,,                | /rows/2/territory level.below
            650100-gov,x,CITY,650100-gov,                                      | /rows/2/territory path.loop
            65,x,CITY,,                                                        | /rows/2/code text.malformed
            650100-gov,,CITY,,                                                 | /rows/2/name text.length
            650100-gov,x,BIG,,                                                 | /rows/2/level level.unknown
            650100-gov,x                                                       | /rows/2/level level.unknown
            650100-gov,x,y,CITY,,650000-gov                                    | /rows/2 row.too-long
            650100-gov,x,y,CITY,650000-gov,                                    | /rows/2 row.too-long
            """)
    void a_row_that_is_wrong_is_named(String rows, String error) {
        assertThat(errors(take(HEADS + rows.replace(';', '\n')))).containsExactly(error);
    }

    @Test
    void a_circle_through_the_file_and_the_directory_is_seen_by_each_of_its_rows() {
        String circle = HEADS
                + "650100-gov,a,CITY,650300-gov,\n"
                + "650200-gov,b,CITY,650100-gov,\n"
                + "650300-gov,c,CITY,650200-gov,\n";
        assertThat(errors(take(circle)))
                .containsExactly(
                        "/rows/2/territory path.loop", "/rows/3/territory path.loop", "/rows/4/territory path.loop");
        counts(take(HEADS + "650100-gov,a,CITY,,\n650200-gov,b,CITY,650100-gov,\n"), 2, 0, 0);
        assertThat(errors(take(HEADS + "650100-gov,a,CITY,650200-gov,\n")))
                .containsExactly("/rows/2/territory path.loop");
    }

    @Test
    void one_wrong_row_keeps_all_out_and_all_are_told_in_their_order() {
        StringBuilder table = new StringBuilder(HEADS);
        for (int i = 0; i < 300; i++) {
            table.append("650100-gov").append(i % 2 == 0 ? "" : "!").append(",x,CITY,,\n");
        }
        Answer refused = take(table.toString());
        assertThat(errors(refused)).hasSize(200).first().isEqualTo("/rows/3/code text.malformed");
        assertThat(refused.json().path("detail").asString()).isEqualTo("Errors: 299. Nothing was imported.");
        assertThat(errors(take(PROVINCE + "650900-gov,x,,,\n"))).containsExactly("/rows/7/level level.unknown");
        get("admin", "/api/agencies/650000-gov").is(404);
    }

    @Test
    void what_is_no_such_table_is_refused_whole() {
        for (String table : List.of(
                "",
                "code,name\n650100-gov,x\n",
                "code,code,name,level,territory,department\n",
                HEADS + "\"650100-gov,x,CITY,,\n",
                "\u0000\u0001")) {
            take(table).problem(422, "agencies-unreadable");
        }
        Answer encoded = take("admin", "", PROVINCE.getBytes(StandardCharsets.UTF_16));
        encoded.problem(422, "agencies-unreadable");
        assertThat(encoded.json().path("detail").asString()).contains("neither UTF-8 nor GBK");
        take(HEADS + "650100-gov,x,CITY,,\n".repeat(50_001)).problem(422, "agencies-unreadable");
        take(HEADS + "x".repeat(5 << 20)).is(413);
        sendJson("admin", "POST", "/api/agencies/import", "{}").is(415);
    }

    @Test
    void a_spreadsheets_mark_and_other_heads_are_taken() {
        Answer taken = take("\uFEFF备注,名称,代码,层级,业务上级,属地上级,更名时间\r\n试,某自治区人民政府,650000-gov,省级,,,2026-01-01\r\n");
        counts(taken, 1, 0, 0);
        // a former name is not lost unseen under a misspelt head
        assertThat(taken.json().path("unread").valueStream())
                .extracting(JsonNode::asString)
                .containsExactly("备注", "更名时间");
    }

    @Test
    void a_table_as_a_chinese_excel_saves_it_is_taken() {
        counts(take("admin", "", PROVINCE.getBytes(Charset.forName("GB18030"))), 4, 0, 0);
        assertThat(get("admin", "/api/agencies/650100-gov").json().path("name").asString())
                .isEqualTo("某市人民政府");
    }

    @Test
    void nobody_but_the_administrator_imports() {
        take("210000-gov.supervisor", "", PROVINCE.getBytes(StandardCharsets.UTF_8))
                .problem(403, "admin-only");
        take("650000-gov", "?dryRun=true", PROVINCE.getBytes(StandardCharsets.UTF_8))
                .problem(403, "admin-only");
    }

    @Test
    void ten_thousand_agencies_come_at_once_and_nothing_happens_the_second_time() {
        StringBuilder table = new StringBuilder(HEADS).append("650000-gov,x,PROVINCE,,\n");
        for (int city = 1; city <= 99; city++) {
            table.append("65%02d00-gov,x,CITY,650000-gov,\n".formatted(city));
            for (int county = 1; county <= 99; county++) {
                table.append("65%02d%02d-gov,x,COUNTY,65%02d00-gov,\n".formatted(city, county, city));
            }
        }
        counts(take(table.toString()), 9_901, 0, 0);
        counts(take(table.toString()), 0, 0, 9_901);
        assertThat(get("650100-gov.viewer", "/api/agencies?limit=500&level=COUNTY")
                        .items())
                .hasSize(99);
    }
}
