package huikan.submission.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.service.sheet.Sheet;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.testing.OverHttp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class RegionsIT extends OverHttp {

    private static final String CITY = "210500-gov";
    private static final String ONE = "210502-gov";
    private static final String OTHER = "210503-gov";
    private static final String PROVINCE = "210000-gov.supervisor";

    @Autowired
    CycleIssue issue;

    private String cycle = "";
    private String relay = "";

    @BeforeEach
    void aRelay() {
        itIs("2026-02-01");
        cycle = "region-" + UUID.randomUUID();
        issue.issue(yearly(cycle, 2025, List.of(CITY, ONE, OTHER, "210402-gov")));
        relay = post(PROVINCE, "/api/relays", """
                {"form": "annual", "agency": "210500-gov", "under": "210500-gov", "from": "2026-02-01",
                 "until": "2026-04-20", "reason": "区县人手不足"}""").is(201).json().path("id").asString();
    }

    @AfterEach
    void ended() {
        end();
    }

    private void end() {
        post("admin", "/api/relays/" + relay + "/end", "");
    }

    private Answer post(String login, String path, String body) {
        return sendJson(login, "POST", path, body);
    }

    private String path(String under, String what) {
        return "/api/cycles/" + cycle + "/regions/" + under + what;
    }

    private Answer csv(String text) {
        return csv(CITY, CITY, text);
    }

    private Answer csv(String login, String under, String text) {
        return send(
                login,
                "POST",
                path(under, "/sheets"),
                text.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                Sheet.CSV);
    }

    private String head(String columns) {
        return "单位代码,单位," + columns + ",区域模板 " + cycle + " " + CITY + "\r\n";
    }

    private JsonNode draft(String agency) {
        return get(CITY, "/api/drafts/" + cycle + "/" + agency).is(200).json();
    }

    private String figures(String agency) {
        return draft(agency).at("/body/indicators/own").toString();
    }

    private void nothingIsWritten() {
        Stream.of(CITY, ONE, OTHER)
                .forEach(agency -> assertThat(draft(agency).path("version").asInt())
                        .as(agency)
                        .isZero());
    }

    private static List<String> problems(JsonNode answer) {
        return answer.path("problems")
                .valueStream()
                .map(one -> one.path("cell").asString() + " " + one.path("code").asString())
                .toList();
    }

    private static List<Row> rows(byte[] file) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file));
                Stream<Row> all = book.getFirstSheet().openStream()) {
            return all.toList();
        }
    }

    @Test
    void the_template_has_a_row_for_each_that_has_still_to_file() throws IOException {
        post(PROVINCE, "/api/cycles/" + cycle + "/obligations/" + OTHER + "/excuse", "{\"reason\": \"机构改革\"}")
                .is(200);
        List<Row> all = rows(file(CITY, path(CITY, "/template.xlsx")));
        assertThat(all.stream().map(row -> row.getCellText(0))).containsExactly("单位代码", CITY, ONE);
        Row head = all.getFirst();
        assertThat(head.getCellText(2)).matches("LDR001 .+（.+）");
        assertThat(head.getCellText(head.getCellCount() - 1)).isEqualTo("区域模板 " + cycle + " " + CITY);
        assertThat(rows(file(CITY, path(ONE, "/template.xlsx"))).stream().map(row -> row.getCellText(0)))
                .containsExactly("单位代码", ONE);
    }

    @Test
    void a_filled_template_comes_back_as_it_was_made() throws IOException {
        byte[] made = file(CITY, path(CITY, "/template.xlsx"));
        List<Row> all = rows(made);
        byte[] filled = Xlsx.of(made)
                .number("C2", "5")
                .number("C3", "6")
                .words("D3", "不适用")
                .bytes();
        JsonNode taken = send(CITY, "POST", path(CITY, "/sheets"), filled, "Content-Type", Sheet.XLSX)
                .is(200)
                .json();
        assertThat(problems(taken)).isEmpty();
        String second = RegionTemplate.code(all.getFirst().getCellText(3));
        assertThat(figures(CITY)).isEqualTo("{\"LDR001\":5}");
        assertThat(figures(ONE)).isEqualTo("{\"LDR001\":6,\"" + second + "\":\"N/A\"}");
        assertThat(draft(OTHER).path("version").asInt()).isZero();
    }

    @Test
    void each_row_goes_to_the_draft_of_its_agency_and_is_checked() {
        JsonNode taken = csv(head("INS001 年度报告（件）,REC006,PEN011,LIT013,LIT014") + ONE + ",,7,,12.34,5,6,\r\n" + OTHER
                        + ",,1.2万,=1+1,5,,,\r\n" + CITY + ",,,,,,,\r\n")
                .is(200)
                .json();
        assertThat(taken.path("drafts")
                        .valueStream()
                        .map(one -> one.path("agency").asString()))
                .containsExactly(ONE, OTHER);
        JsonNode first = taken.at("/drafts/0");
        assertThat(first.path("figures").asInt()).isEqualTo(4);
        assertThat(first.path("version").asInt()).isEqualTo(1);
        assertThat(first.path("outcome").asString()).isEqualTo("REJECTED");
        assertThat(first.path("failing")
                        .valueStream()
                        .map(one -> one.path("rule").asString()))
                .containsExactly("R14");
        assertThat(first.at("/failing/0/message").asString()).contains("LIT013=5");
        assertThat(taken.at("/drafts/1/outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(taken.at("/drafts/1/failing")).isEmpty();
        assertThat(problems(taken)).containsExactly("C3 figure.word", "D3 cell.formula");
        assertThat(figures(ONE)).isEqualTo("{\"INS001\":7,\"LIT013\":5,\"LIT014\":6,\"PEN011\":12340000}");
        assertThat(figures(OTHER)).isEqualTo("{\"PEN011\":5000000}");
        assertThat(draft(ONE).at("/cells/~1indicators~1own~1INS001/by").asString())
                .isEqualTo(CITY);
    }

    @Test
    void a_second_upload_changes_nothing() {
        String text = head("INS001") + ONE + ",,7,\r\n";
        csv(text).is(200);
        assertThat(csv(text).is(200).json().at("/drafts/0/version").asInt()).isEqualTo(1);
    }

    @Test
    void what_an_agency_wrote_itself_since_the_template_was_made_is_not_overwritten() {
        send(
                        ONE,
                        "PATCH",
                        "/api/drafts/" + cycle + "/" + ONE,
                        "{\"indicators\": {\"own\": {\"INS001\": 1}}}".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/merge-patch+json")
                .is(200);
        JsonNode taken = csv(head("INS001,INS002") + ONE + ",,7,8,\r\n" + OTHER + ",,7,8,\r\n")
                .is(200)
                .json();
        assertThat(problems(taken)).containsExactly("C2 cell.changed");
        assertThat(figures(ONE)).isEqualTo("{\"INS001\":1,\"INS002\":8}");
        assertThat(figures(OTHER)).isEqualTo("{\"INS001\":7,\"INS002\":8}");
        // not with a template that is made later, nor without one: the sheet shows nothing of it
        String byHand = "单位代码,INS001\r\n" + ONE + ",9\r\n";
        assertThat(problems(csv(byHand).is(200).json())).containsExactly("A1 sheet.unmarked", "B2 cell.changed");
        assertThat(figures(ONE)).isEqualTo("{\"INS001\":1,\"INS002\":8}");
    }

    @Test
    void rows_of_others_are_told_and_the_rest_is_taken() {
        JsonNode taken = csv(head("INS001") + "210402-gov,,7,\r\n210599-gov,,7,\r\n,,7,\r\n" + ONE + ",,7,\r\n,,,\r\n")
                .is(200)
                .json();
        assertThat(problems(taken)).containsExactly("A2 agency.unknown", "A3 agency.unknown", "A4 agency.unknown");
        assertThat(figures(ONE)).isEqualTo("{\"INS001\":7}");
        assertThat(get("210402-gov", "/api/drafts/" + cycle + "/210402-gov")
                        .json()
                        .path("version")
                        .asInt())
                .isZero();
    }

    @Test
    void a_row_with_more_fields_than_headings_is_told_and_not_read() {
        String twice = head("INS001,INS002") + ONE + ",,1,234,5\r\n" + OTHER + ",,7,8,\r\n";
        assertThat(problems(csv(twice).is(200).json())).containsExactly("E2 row.too-long");
        assertThat(draft(ONE).path("version").asInt()).isZero();
        assertThat(figures(OTHER)).isEqualTo("{\"INS001\":7,\"INS002\":8}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %1$s,,7,;%1$s,,8,   | INS001                | agency.twice
            %1$s,,7,;"broken    | INS001                | sheet.unreadable
            %1$s,,7,8,          | INS001,INS001 again   | heading.twice
            %1$s,,7,            | INS999                | heading.missing
            """)
    void a_sheet_that_cannot_be_taken_wholly_writes_nothing(String rows, String columns, String code) {
        Answer answer = csv(head(columns) + rows.formatted(ONE).replace(";", "\r\n") + "\r\n");
        answer.problem(422, "sheet-invalid");
        assertThat(answer.json().path("errors").findValuesAsString("code")).containsOnly(code);
        nothingIsWritten();
    }

    @Test
    void that_of_another_region_or_without_agencies_is_refused() {
        String other = "单位代码,INS001,区域模板 " + cycle + " " + ONE + "\r\n" + ONE + ",7,\r\n";
        csv(other).problem(422, "sheet-invalid");
        csv("代码,本级\r\nINS001,7\r\n").problem(422, "sheet-invalid");
        csv("").problem(422, "sheet-invalid");
        nothingIsWritten();
        // by hand, without a template
        JsonNode taken = csv("单位代码,INS001,备注\r\n" + ONE + ",7,x\r\n").is(200).json();
        assertThat(problems(taken)).containsExactly("A1 sheet.unmarked", "C1 heading.unknown");
        assertThat(figures(ONE)).isEqualTo("{\"INS001\":7}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"210500-gov.viewer", "210500-gov.reviewer", "210400-gov", "210000-gov", "210502-gov", "admin"})
    void nobody_else_has_the_sheet_of_a_region(String stranger) {
        boolean below = stranger.equals(ONE);
        String under = below ? OTHER : CITY;
        if (below) {
            assertThat(csv(stranger, CITY, head("INS001") + OTHER + ",,7,\r\n")
                            .is(200)
                            .json()
                            .path("drafts"))
                    .as("its own row alone is its own")
                    .isEmpty();
        }
        get(stranger, path(under, "/template.xlsx")).problem(404, "draft-unknown");
        csv(stranger, under, head("INS001") + OTHER + ",,7,\r\n").problem(404, "draft-unknown");
        nothingIsWritten();
    }

    @Test
    void nor_when_the_relay_is_over_or_the_cycle_closed() {
        get(CITY, "/api/cycles/unknown/regions/" + CITY + "/template.xlsx").problem(404, "draft-unknown");
        itIs("2026-04-01");
        get(CITY, path(CITY, "/template.xlsx")).problem(404, "draft-unknown");
        csv(head("INS001") + ONE + ",,7,\r\n").problem(404, "draft-unknown");
        itIs("2026-02-02");
        end();
        assertThat(problems(csv(head("INS001") + ONE + ",,7,\r\n").is(200).json()))
                .containsExactly("A2 agency.unknown");
    }

    @Test
    void more_rows_than_a_region_has_are_refused() {
        StringBuilder rows = new StringBuilder(head("INS001"));
        IntStream.range(0, 5_000).forEach(i -> rows.append("x").append(i).append(",,1,\r\n"));
        Answer answer = csv(rows.toString());
        answer.problem(422, "sheet-invalid");
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("sheet.too-long");
        nothingIsWritten();
    }

    @Test
    void figures_beside_the_name_of_another_agency_are_not_taken() {
        String one = get(CITY, "/api/agencies/" + ONE).json().path("name").asString();
        String other = get(CITY, "/api/agencies/" + OTHER).json().path("name").asString();
        JsonNode answer = csv(head("INS001") + ONE + "," + other + ",5\r\n" + OTHER + ", " + other + " ,6\r\n" + CITY
                        + ",市府,7")
                .is(200)
                .json();
        assertThat(one).isNotEqualTo(other);
        assertThat(problems(answer)).containsExactly("A2 name.other");
        assertThat(draft(ONE).path("version").asInt()).isZero();
        assertThat(figures(OTHER)).isEqualTo("{\"INS001\":6}");
        assertThat(figures(CITY)).isEqualTo("{\"INS001\":7}");
    }
}
