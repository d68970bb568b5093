package huikan.submission.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.SubmissionReceived;
import huikan.service.consuming.ReceivedFilings;
import huikan.service.sheet.Sheet;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

class SheetsIT extends OverHttp {

    /** A city, so that there is somebody below it. */
    private static final String AGENCY = "210800-gov";

    private static final String OTHER = "210800-gov.reporter";
    private static int cycles;

    @Autowired
    CycleIssue issue;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private String cycle = "";
    private Xlsx template = new Xlsx();
    private final Map<String, Integer> rows = new HashMap<>();

    @BeforeEach
    void aTemplate() throws IOException {
        itIs("2026-02-01");
        cycles++;
        cycle = issued("sheets-" + cycles, "annual", 2025);
        byte[] file = file(AGENCY, path("/template.xlsx"));
        template = Xlsx.of(file);
        for (Row row : rows(file)) {
            rows.put(row.getCellText(0), row.getRowNum());
        }
    }

    private String issued(String id, String form, int year) {
        issue.issue(new CyclePlan(
                id,
                form,
                LocalDate.of(year, 1, 1),
                LocalDate.of(year, 12, 31),
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-03-01"),
                LocalDate.parse("2026-03-31"),
                List.of(AGENCY, "210882-gov")));
        return id;
    }

    private static List<Row> rows(byte[] file) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file));
                Stream<Row> all = book.getFirstSheet().openStream()) {
            return all.toList();
        }
    }

    private String path(String what) {
        return "/api/cycles/" + cycle + what + "?agency=" + AGENCY;
    }

    private Answer upload(String login, byte[] file) {
        return send(login, "POST", path("/sheets"), file, "Content-Type", Sheet.XLSX);
    }

    private Answer csv(byte[] file) {
        return send(AGENCY, "POST", path("/sheets"), file, "Content-Type", Sheet.CSV);
    }

    /** The cell of an indicator in 本级. */
    private String own(String code) {
        return "E" + Objects.requireNonNull(rows.get(code));
    }

    private String draft() {
        return get(AGENCY, "/api/drafts/" + cycle + "/" + AGENCY)
                .is(200)
                .json()
                .at("/body/indicators")
                .toString();
    }

    private static List<String> problems(JsonNode answer) {
        return answer.path("problems")
                .valueStream()
                .map(one -> one.path("cell").asString() + " " + one.path("code").asString())
                .toList();
    }

    private void refused(Answer answer, String code) {
        answer.problem(422, "sheet-invalid");
        assertThat(answer.json().path("errors").findValuesAsString("code")).containsOnly(code);
        assertThat(answer.json().at("/errors/0/message").asString()).isNotBlank();
        assertThat(draft()).isEmpty();
    }

    @Test
    void the_template_has_one_row_an_indicator_and_one_column_a_scope() throws IOException {
        List<Row> all = rows(template.bytes());
        assertThat(all.getFirst().stream().map(one -> one.getText()))
                .containsExactly("代码", "指标", "单位", "上期", "本级", "含下级", "县级", "乡级", "模板 " + cycle + " " + AGENCY + " 0");
        List<String> codes = get(AGENCY, "/api/cycles/" + cycle + "/form")
                .json()
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("indicators").valueStream())
                .map(one -> one.path("code").asString())
                .toList();
        assertThat(all.stream().skip(1).map(row -> row.getCellText(0))).containsExactlyElementsOf(codes);
        Row penalties = all.get(Objects.requireNonNull(rows.get("PEN011")) - 1);
        assertThat(penalties.getCellText(1)).isEqualTo("罚没金额");
        assertThat(penalties.getCellText(2)).isEqualTo("万元");
        String sheet = template.unescaped(Xlsx.SHEET);
        assertThat(sheet)
                .contains("formatColumns=\"false\" sheet=\"true\"")
                .doesNotContain("deleteRows=\"false\"")
                .contains("不适用")
                .doesNotContain("<f>");
        assertThat(String.join(" ", template.names())).contains("comments");
        assertThat(template.unescaped("xl/comments1.xml")).contains("注意“元”与“万元”");
    }

    @Test
    void the_last_period_is_what_was_filed_in_it() throws IOException {
        String before = issued("sheets-before", "annual-ndmo", 2020);
        cycle = issued("sheets-after", "annual-ndmo", 2021);
        SubmissionReceived filed = Received.of(
                before,
                AGENCY,
                null,
                "2026-01-15T00:00:00Z",
                "\"indicators\":{\"own\":{\"INS001\":670,\"PEN011\":12340000,\"LIT003\":\"N/A\"}}");
        kafka.send(ReceivedFilings.record(filed, "gateway"));
        await().until(() -> get(AGENCY, "/api/submissions/" + filed.id()).status() == 200);
        assertThat(get(AGENCY, "/api/submissions/" + filed.id())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");
        Map<String, String> last = new HashMap<>();
        for (Row row : rows(file(AGENCY, path("/template.xlsx")))) {
            row.getOptionalCell(3).ifPresent(one -> last.put(row.getCellText(0), one.getText()));
        }
        assertThat(last)
                .containsEntry("PEN011", "12.34")
                .containsEntry("LIT003", "不适用")
                .containsEntry("INS001", "670");
    }

    @Test
    void a_filled_template_becomes_the_draft_and_is_checked() {
        JsonNode taken = upload(
                        AGENCY,
                        template.number(own("INS001"), "670")
                                .number(own("LIT011"), "58")
                                .number(own("LIT003"), "119")
                                .number(own("LIT012"), "48.740000000000002")
                                .number(own("PEN011"), "12.34")
                                .words(own("REC006"), "不适用")
                                .number("F" + rows.get("INS001"), "900")
                                .number("G" + rows.get("INS001"), "230")
                                .bytes())
                .is(200)
                .json();
        assertThat(taken.path("problems").toString()).isEqualTo("[]");
        assertThat(draft())
                .isEqualTo("{\"byLevel\":{\"COUNTY\":{\"INS001\":230}},\"consolidated\":{\"INS001\":900},"
                        + "\"own\":{\"INS001\":670,\"LIT003\":119,\"LIT011\":58,\"LIT012\":\"48.74\","
                        + "\"PEN011\":12340000,\"REC006\":\"N/A\"}}");
        assertThat(taken.at("/draft/version").asInt()).isEqualTo(1);
        assertThat(taken.path("checks")).isNotEmpty();
    }

    @Test
    void what_is_wrong_is_told_by_its_cell_and_what_is_right_is_stored() {
        JsonNode taken = upload(
                        AGENCY,
                        template.number(own("INS001"), "670")
                                .words(own("INS002"), "1.2万")
                                .number(own("INS003"), "12.5")
                                .cell(own("REC006"), "", "<f>E2+E3</f><v>77</v>")
                                .cell(own("PEN001"), "", "<f t=\"shared\" ref=\"E1:E9\" si=\"0\">E2</f><v>77</v>")
                                .cell(own("PEN002"), " t=\"str\"", "<f t=\"shared\" si=\"0\"/><v>77</v>")
                                .cell(own("LIT003"), " t=\"e\"", "<v>#REF!</v>")
                                .cell(own("LIT011"), " t=\"b\"", "<v>1</v>")
                                .number("F" + rows.get("LDR001"), "5")
                                .bytes())
                .is(200)
                .json();
        assertThat(problems(taken))
                .containsExactlyInAnyOrder(
                        own("INS002") + " figure.word",
                        own("INS003") + " figure.fractional",
                        own("REC006") + " cell.formula",
                        own("PEN001") + " cell.formula",
                        own("PEN002") + " cell.formula",
                        own("LIT003") + " cell.type",
                        own("LIT011") + " cell.type",
                        "F" + rows.get("LDR001") + " figure.scope");
        assertThat(taken.path("problems").findValuesAsString("message"))
                .anyMatch(message -> message.contains("“1.2万”") && message.contains("12000"));
        assertThat(draft()).isEqualTo("{\"own\":{\"INS001\":670}}");
    }

    @Test
    void a_blank_cell_leaves_what_the_draft_has() {
        upload(AGENCY, template.number(own("INS001"), "670").bytes()).is(200);
        upload(
                        AGENCY,
                        template.replace(Xlsx.SHEET, "<c r=\"" + own("INS001") + "\"><v>670</v></c>", "")
                                .number(own("INS002"), "3")
                                .bytes())
                .is(200);
        assertThat(draft()).isEqualTo("{\"own\":{\"INS001\":670,\"INS002\":3}}");
    }

    @Test
    void what_somebody_else_wrote_since_the_template_was_made_is_not_overwritten() {
        send(
                        OTHER,
                        "PATCH",
                        "/api/drafts/" + cycle + "/" + AGENCY,
                        "{\"indicators\": {\"own\": {\"INS001\": 1, \"INS003\": 3}}}".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/merge-patch+json")
                .is(200);
        JsonNode taken = upload(
                        AGENCY,
                        template.number(own("INS001"), "670")
                                .number(own("INS002"), "2")
                                .number(own("INS003"), "3")
                                .bytes())
                .is(200)
                .json();
        assertThat(problems(taken)).containsExactly(own("INS001") + " cell.changed");
        assertThat(taken.at("/problems/0/message").asString()).isEqualTo("210800-gov.reporter wrote 1; yours is 670.");
        assertThat(draft()).isEqualTo("{\"own\":{\"INS001\":1,\"INS002\":2,\"INS003\":3}}");
    }

    @Test
    void a_sheet_without_the_mark_says_that_it_overwrites() {
        send(
                        OTHER,
                        "PATCH",
                        "/api/drafts/" + cycle + "/" + AGENCY,
                        "{\"indicators\": {\"own\": {\"INS001\": 1}}}".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/merge-patch+json")
                .is(200);
        JsonNode taken = csv("代码,本级\r\nINS001,670\r\n".getBytes(StandardCharsets.UTF_8))
                .is(200)
                .json();
        assertThat(problems(taken)).containsExactly("A1 sheet.unmarked");
        assertThat(taken.at("/problems/0/message").asString()).contains("What others wrote meanwhile is overwritten");
        assertThat(draft()).isEqualTo("{\"own\":{\"INS001\":670}}");
    }

    @Test
    void that_of_another_cycle_or_agency_is_refused() {
        byte[] other = file("210882-gov", "/api/cycles/" + cycle + "/template.xlsx");
        refused(upload(AGENCY, other), "sheet.other-template");
        byte[] before = file(AGENCY, "/api/cycles/annual-2023/template.xlsx");
        refused(upload(AGENCY, before), "sheet.other-template");
        assertThat(upload(AGENCY, before).json().path("detail").asString())
                .contains("210800-gov for annual-2023")
                .contains("210800-gov for " + cycle);
    }

    @Test
    void a_renamed_sheet_is_refused_and_the_names_are_told() {
        Answer answer = upload(
                AGENCY,
                template.replace("xl/workbook.xml", "name=\"[^\"]*\"", "name=\"Sheet1\"")
                        .bytes());
        refused(answer, "sheet.missing");
        assertThat(answer.json().path("detail").asString()).contains("填报").contains("Sheet1");
    }

    @Test
    void columns_are_found_by_their_headings_wherever_they_are_and_rows_by_their_codes() {
        JsonNode taken = upload(
                        AGENCY,
                        Xlsx.bare(
                                        "填报",
                                        "<row r=\"1\">" + Xlsx.word("A1", "本级") + Xlsx.word("B1", "备注")
                                                + Xlsx.word("C1", "代码") + "</row><row r=\"2\"><c r=\"A2\"><v>5</v></c>"
                                                + Xlsx.word("C2", "REC006")
                                                + "</row><row r=\"3\"><c r=\"A3\"><v>6</v></c>"
                                                + Xlsx.word("C3", "INS001") + "</row>")
                                .bytes())
                .is(200)
                .json();
        assertThat(draft()).isEqualTo("{\"own\":{\"INS001\":6,\"REC006\":5}}");
        assertThat(problems(taken)).containsExactly("A1 sheet.unmarked", "B1 heading.unknown");
    }

    @Test
    void headings_that_are_missing_or_there_twice_are_refused() {
        refused(upload(AGENCY, Xlsx.bare("填报", "").bytes()), "sheet.headings");
        refused(
                upload(
                        AGENCY,
                        Xlsx.bare("填报", "<row r=\"1\">" + Xlsx.word("A1", "代码") + "</row>")
                                .bytes()),
                "heading.missing");
        refused(
                upload(
                        AGENCY,
                        Xlsx.bare(
                                        "填报",
                                        "<row r=\"1\">" + Xlsx.word("A1", "代码") + Xlsx.word("B1", "本级")
                                                + Xlsx.word("C1", "本级") + "</row>")
                                .bytes()),
                "heading.twice");
    }

    @Test
    void rows_without_a_known_code_or_with_one_twice_are_told() {
        JsonNode taken = upload(
                        AGENCY,
                        Xlsx.bare(
                                        "填报",
                                        "<row r=\"1\">" + Xlsx.word("A1", "代码") + Xlsx.word("B1", "本级")
                                                + "</row><row r=\"2\">" + Xlsx.word("A2", "INS001")
                                                + "<c r=\"B2\"><v>1</v></c></row><row r=\"3\">"
                                                + Xlsx.word("A3", "INS001")
                                                + "<c r=\"B3\"><v>2</v></c></row><row r=\"4\">"
                                                + Xlsx.word("A4", "XXX1")
                                                + "<c r=\"B4\"><v>3</v></c></row><row r=\"1048576\"><c r=\"B1048576\"><v>4</v>"
                                                + "</c></row>")
                                .bytes())
                .is(200)
                .json();
        assertThat(problems(taken))
                .containsExactly("A1 sheet.unmarked", "A3 code.twice", "A4 code.unknown", "A1048576 code.unknown");
        assertThat(draft()).isEqualTo("{\"own\":{\"INS001\":1}}");
    }

    @Test
    void merged_cells_are_no_single_figures() {
        String cells = own("INS001") + ":E" + (rows.get("INS001") + 2);
        JsonNode taken = upload(
                        AGENCY,
                        template.number(own("INS001"), "670")
                                .number(own("REC006"), "6")
                                .replace(
                                        Xlsx.SHEET,
                                        "</sheetData>",
                                        "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"" + cells
                                                + "\"/></mergeCells>")
                                .bytes())
                .is(200)
                .json();
        assertThat(problems(taken)).containsExactly(own("INS001") + " cell.merged");
        assertThat(draft()).isEqualTo("{\"own\":{\"REC006\":6}}");
    }

    @Test
    void a_sheet_full_of_merged_areas_is_refused() {
        StringBuilder areas = new StringBuilder("</sheetData><mergeCells>");
        for (int i = 0; i <= 1_000; i++) {
            areas.append("<mergeCell ref=\"X")
                    .append(2 * i + 1)
                    .append(":X")
                    .append(2 * i + 2)
                    .append("\"/>");
        }
        refused(
                upload(
                        AGENCY,
                        template.replace(Xlsx.SHEET, "</sheetData>", areas + "</mergeCells>")
                                .bytes()),
                "workbook.merged");
    }

    /** As WPS and others save it: shared strings with runs, no styles, no properties, no theme. */
    @Test
    void a_copy_of_another_program_is_read() {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        Xlsx copy = Xlsx.bare(
                        "填报",
                        "<row r=\"1\" spans=\"1:3\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                                + "<c r=\"C1\" t=\"s\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>3</v></c>"
                                + "<c r=\"B2\" t=\"s\"><v>4</v></c></row><row r=\"3\"><c r=\"A3\" t=\"str\"><v>REC006</v></c>"
                                + "<c r=\"B3\"><v>6.0</v></c></row><row r=\"4\"><c r=\"A4\" t=\"s\"><v>5</v></c>"
                                + "<c r=\"B4\" t=\"inlineStr\"><is><r><t>不</t></r><r><t>适用</t></r></is></c></row>")
                .part(
                        "xl/sharedStrings.xml",
                        "<sst xmlns=\"" + main
                                + "\"><si><t>代码</t></si><si><r><t>本</t></r><r><t>级</t></r></si><si><t>模板 "
                                + cycle + " " + AGENCY + " 0</t></si><si><t xml:space=\"preserve\"> INS001 </t></si>"
                                + "<si><t>６７０</t></si><si><t>LIT003</t></si></sst>")
                .replace(
                        "[Content_Types].xml",
                        "</Types>",
                        "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-"
                                + "officedocument.spreadsheetml.sharedStrings+xml\"/></Types>");
        JsonNode taken = upload(AGENCY, copy.bytes()).is(200).json();
        assertThat(taken.path("problems").toString()).isEqualTo("[]");
        assertThat(draft()).isEqualTo("{\"own\":{\"INS001\":670,\"LIT003\":\"N/A\",\"REC006\":6}}");
    }

    @Test
    void percentages_and_dates_are_told_by_their_format() {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        Xlsx sheet = Xlsx.bare(
                        "填报",
                        "<row r=\"1\">" + Xlsx.word("A1", "代码") + Xlsx.word("B1", "本级") + "</row><row r=\"2\">"
                                + Xlsx.word("A2", "LIT012") + "<c r=\"B2\" s=\"1\"><v>0.4874</v></c></row><row r=\"3\">"
                                + Xlsx.word("A3", "INS001") + "<c r=\"B3\" s=\"1\"><v>0.5</v></c></row><row r=\"4\">"
                                + Xlsx.word("A4", "INS002") + "<c r=\"B4\" s=\"2\"><v>45000</v></c></row><row r=\"5\">"
                                + Xlsx.word("A5", "INS003") + "<c r=\"B5\" s=\"3\"><v>1234</v></c></row>")
                .part(
                        "xl/styles.xml",
                        "<styleSheet xmlns=\"" + main + "\"><numFmts count=\"1\"><numFmt numFmtId=\"200\" "
                                + "formatCode=\"#,##0&quot;days&quot;;[Red]-0\"/></numFmts><cellXfs count=\"4\">"
                                + "<xf numFmtId=\"0\"/><xf numFmtId=\"10\"/><xf numFmtId=\"14\"/><xf numFmtId=\"200\"/>"
                                + "</cellXfs></styleSheet>")
                .replace(
                        "[Content_Types].xml",
                        "</Types>",
                        "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-"
                                + "officedocument.spreadsheetml.styles+xml\"/></Types>");
        JsonNode taken = upload(AGENCY, sheet.bytes()).is(200).json();
        assertThat(problems(taken)).containsExactly("A1 sheet.unmarked", "B3 figure.percent", "B4 cell.type");
        assertThat(draft()).isEqualTo("{\"own\":{\"INS003\":1234,\"LIT012\":\"48.74\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "xl/vbaProject.bin, workbook.macros",
        "xl/externalLinks/externalLink1.xml, workbook.external-links",
        "xl/embeddings/oleObject1.bin, workbook.embedded-objects"
    })
    void what_is_more_than_cells_is_refused(String part, String code) {
        refused(upload(AGENCY, template.part(part, "x").bytes()), code);
    }

    @Test
    void a_macro_by_another_name_is_refused() {
        refused(
                upload(
                        AGENCY,
                        template.part("xl/harmless.bin", "x")
                                .replace(
                                        "xl/_rels/workbook.xml.rels",
                                        "</Relationships>",
                                        "<Relationship Id=\"rIdX\" Type=\"http://schemas.microsoft.com/office/2006/relationships/"
                                                + "vbaProject\" Target=\"harmless.bin\"/></Relationships>")
                                .bytes()),
                "workbook.macros");
    }

    @Test
    void bombs_are_refused() {
        String zeros = "0".repeat(1 << 20);
        Xlsx bomb = Xlsx.copy(template);
        for (int i = 0; i < 30; i++) {
            bomb.part("xl/media/" + i, zeros);
        }
        refused(upload(AGENCY, bomb.bytes()), "workbook.unpacked");
        Xlsx many = Xlsx.copy(template);
        for (int i = 0; i < 600; i++) {
            many.part("xl/media/" + i, "x");
        }
        refused(upload(AGENCY, many.bytes()), "workbook.parts");
        refused(
                upload(
                        AGENCY,
                        Xlsx.bare("填报", "")
                                .part(
                                        Xlsx.SHEET,
                                        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
                                                + "<worksheet><sheetData><row r=\"1\">" + Xlsx.word("A1", "&b;")
                                                + "</row></sheetData></worksheet>")
                                .bytes()),
                "workbook.unreadable");
    }

    @Test
    void a_million_rows_are_refused() {
        StringBuilder all =
                new StringBuilder("<row r=\"1\">" + Xlsx.word("A1", "代码") + Xlsx.word("B1", "本级") + "</row>");
        for (int i = 2; i <= 1 << 20; i++) {
            all.append("<row r=\"").append(i).append("\"/>");
        }
        refused(upload(AGENCY, Xlsx.bare("填报", all.toString()).bytes()), "sheet.too-long");
        for (int i = 2; i <= 1 << 20; i++) {
            all.append("<row r=\"").append(i).append("\"/>");
        }
        refused(upload(AGENCY, Xlsx.bare("填报", all.toString()).bytes()), "workbook.unpacked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no workbook at all",
                "PK\u0003\u0004broken",
                "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"
            })
    void what_is_no_workbook_is_refused(String file) {
        Answer answer = upload(AGENCY, file.getBytes(StandardCharsets.ISO_8859_1));
        refused(answer, "workbook.unreadable");
        assertThat(answer.json().path("detail").asString())
                .isEqualTo(
                        "The file is no .xlsx workbook, or is damaged; open it in Excel or WPS and save it as .xlsx.");
    }

    @Test
    void what_is_too_large_or_of_another_type_is_refused() {
        upload(AGENCY, new byte[(5 << 20) + 1]).problem(413, "too-large");
        send(AGENCY, "POST", path("/sheets"), template.bytes(), "Content-Type", "application/vnd.ms-excel")
                .problem(415, "unsupported-media-type");
        send(AGENCY, "POST", path("/sheets"), template.bytes(), "Content-Type", "application/json")
                .problem(415, "unsupported-media-type");
    }

    @Test
    void only_those_who_file_have_templates_and_only_of_what_they_owe() {
        for (String stranger : List.of("210882-gov", "210000-gov", "admin")) {
            get(stranger, path("/template.xlsx")).problem(404, "draft-unknown");
            upload(stranger, template.bytes()).problem(404, "draft-unknown");
        }
        upload("210800-gov.viewer", template.bytes()).problem(403, "draft-not-yours");
        get(AGENCY, "/api/cycles/annual-1999/template.xlsx").problem(404, "draft-unknown");
        itIs("2026-04-01");
        upload(AGENCY, template.bytes()).problem(409, "draft-closed");
    }

    @Test
    void a_csv_says_the_same() {
        String text = "代码,指标,单位,上期,本级,模板 " + cycle + " " + AGENCY + " 0\r\n"
                + "INS001,,件,,\"1,234\",\r\nREC006,,件,,=1+1,\r\nLIT003,,件,,不适用,\r\n";
        JsonNode taken =
                csv(("\ufeff" + text).getBytes(StandardCharsets.UTF_8)).is(200).json();
        assertThat(problems(taken)).containsExactly("E3 cell.formula");
        assertThat(draft()).isEqualTo("{\"own\":{\"INS001\":1234,\"LIT003\":\"N/A\"}}");
        // as a Chinese Excel saves it
        csv(text.replace("1,234", "99").getBytes(Charset.forName("GB18030"))).is(200);
        assertThat(draft()).isEqualTo("{\"own\":{\"INS001\":99,\"LIT003\":\"N/A\"}}");
    }

    @Test
    void figures_beside_the_name_of_another_indicator_are_not_taken() {
        String text = "代码,指标,本级\r\nINS001,罚没金额,7\r\nPEN011,罚 没 金 额,12\r\nINS002,罚没的金额,8\r\nINS003,,9\r\n"
                + "REC006,罚没金额,\r\n";
        JsonNode taken = csv(text.getBytes(StandardCharsets.UTF_8)).is(200).json();
        assertThat(problems(taken)).containsExactly("A1 sheet.unmarked", "A2 name.other");
        assertThat(taken.at("/problems/1/message").asString())
                .contains("PEN011")
                .contains("INS001");
        assertThat(draft()).isEqualTo("{\"own\":{\"INS002\":8,\"INS003\":9,\"PEN011\":12000000}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            代码,本级                        | INS002,1,234         | INS003,3    | C2
            代码,本级,                       | INS002,1,234         | INS003,3    | C2
            代码,本级                        | INS002,,234          | INS003,3    | C2
            代码,指标,本级,含下级,模板 %s %s 0 | INS002,,1,234,900    | INS003,,3,, | E2
            代码,指标,本级,含下级             | INS002,,1,234,       | INS003,,3,  | E2
            """)
    void a_row_with_more_fields_than_headings_is_told_and_not_read(
            String heads, String wrong, String right, String cell) {
        String text = String.join("\r\n", heads.formatted(cycle, AGENCY), wrong, right, "");
        JsonNode taken = csv(text.getBytes(StandardCharsets.UTF_8)).is(200).json();
        assertThat(problems(taken))
                .filteredOn(one -> !one.equals("A1 sheet.unmarked"))
                .containsExactly(cell + " row.too-long");
        assertThat(draft()).isEqualTo("{\"own\":{\"INS003\":3}}");
    }

    @Test
    void a_csv_that_cannot_be_read_is_refused() {
        refused(csv(new byte[] {(byte) 0xff, (byte) 0xff, 0}), "sheet.unreadable");
        refused(csv("代码,本级\r\n\"INS001,5\r\n".getBytes(StandardCharsets.UTF_8)), "sheet.unreadable");
        for (String name : List.of("UTF-16", "UTF-16LE")) {
            Answer encoded = csv("代码,本级\r\nINS001,5\r\n".getBytes(Charset.forName(name)));
            refused(encoded, "sheet.unreadable");
            assertThat(encoded.json().path("detail").asString()).contains("neither UTF-8 nor GBK");
        }
        assertThat(csv("代码,本级\r\n\"INS001,5\r\n".getBytes(StandardCharsets.UTF_8))
                        .json()
                        .path("detail")
                        .asString())
                .startsWith("Row 2 of the CSV has a quotation mark");
        refused(csv(new byte[0]), "sheet.headings");
        refused(csv(("代码,本级\r\n" + "x,1\r\n".repeat(6_000)).getBytes(StandardCharsets.UTF_8)), "sheet.too-long");
    }
}
