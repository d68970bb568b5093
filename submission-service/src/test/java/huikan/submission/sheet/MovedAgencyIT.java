package huikan.submission.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.cycle.CycleIssue;
import huikan.submission.intake.Settling;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * A county files for 2033, then comes under another city, which relays for it in 2034. What it filed before is not the new city's to
 * see, only what came after.
 */
class MovedAgencyIT extends OverHttp {

    private static final int FIGURE = 987_654;

    private static int cities = 10;

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    /** Of its own, so that nothing else was filed there. */
    private final int division = 690_000 + 200 * cities++;

    private final String before = division + "-gov";
    private final String now = (division + 100) + "-gov";
    private final String agency = (division + 1) + "-gov";
    private final String form = "moved-" + division;

    @BeforeEach
    void itFiledAndCameUnderAnother() {
        itIs("2034-02-01");
        importUnder(before);
        sendJson("admin", "PUT", "/api/forms/" + form, """
                {"id": "%s", "version": 1, "title": "甲", "titleEn": "a", "line": "TERRITORY", "required": [],
                 "sections": [], "indicators": ["INS001", "LDR004"], "rules": ["R40"]}""".formatted(form), "If-None-Match", "*")
                .is(201);
        issue(2033);
        file(2033);
        importUnder(now);
        itIs("2035-02-01");
        issue(2034);
        sendJson("admin", "POST", "/api/relays", """
                {"form": "%s", "agency": "%s", "under": "%s", "from": "2035-02-01", "until": "2036-03-20", "reason": "区县人手不足"}""".formatted(form, now, now)).is(201);
    }

    private void importUnder(String city) {
        send(
                        "admin",
                        "POST",
                        "/api/agencies/import",
                        bytes("""
                code,name,level,territory,department
                %s,甲市人民政府,CITY,,
                %s,乙市人民政府,CITY,,
                %s,某区人民政府,COUNTY,%s,
                """.formatted(before, now, agency, city)),
                        "Content-Type",
                        "text/csv")
                .is(200);
    }

    private void issue(int year) {
        issue.issue(yearly(cycle(year), form, year, List.of(agency)));
    }

    private String cycle(int year) {
        return form + "-" + year;
    }

    private void file(int year) {
        Settling.settle(
                service,
                Received.raw(
                        cycle(year),
                        agency,
                        year + 1 + "-02-01T04:00:00Z",
                        "\"indicators\":{\"own\":{\"INS001\":" + FIGURE + "}}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean isBeside(String login, int year) {
        return get(login, "/api/drafts/" + cycle(year) + "/" + agency + "/beside")
                .is(200)
                .json()
                .path("before")
                .has("INS001");
    }

    private boolean isInTemplate(String login, int year) throws IOException {
        byte[] workbook = file(login, "/api/cycles/" + cycle(year) + "/template.xlsx?agency=" + agency);
        return Xlsx.of(workbook).unescaped(Xlsx.SHEET).contains(String.valueOf(FIGURE));
    }

    @Test
    void its_own_figures_of_before_stay_its_own() throws IOException {
        assertThat(isBeside(agency, 2034)).isTrue();
        assertThat(isInTemplate(agency, 2034)).isTrue();
        assertThat(isBeside(now, 2034)).isFalse();
        assertThat(isInTemplate(now, 2034)).isFalse();
    }

    private String change(String login, int year) {
        send(
                        login,
                        "PATCH",
                        "/api/drafts/" + cycle(year) + "/" + agency,
                        bytes("{\"indicators\": {\"own\": {\"INS001\": 1}}}"),
                        "Content-Type",
                        "application/merge-patch+json")
                .is(200);
        return send(login, "POST", "/api/drafts/" + cycle(year) + "/" + agency + "/checks", new byte[0])
                .is(200)
                .json()
                .path("checks")
                .valueStream()
                .filter(one -> one.path("rule").asString().equals("R40"))
                .map(one -> one.path("passed") + " " + one.path("message").asString())
                .findFirst()
                .orElse("");
    }

    @Test
    void a_check_tells_nobody_else_what_it_was() {
        assertThat(change(agency, 2034)).startsWith("false ").contains("before=" + FIGURE);
        assertThat(change(now, 2034))
                .startsWith("false ")
                .doesNotContain("before")
                .doesNotContain("" + FIGURE);
    }

    private String nameOnSheet(int year) throws IOException {
        byte[] template = file(now, "/api/cycles/" + cycle(year) + "/regions/" + now + "/template.xlsx");
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(template));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return rows.filter(row -> row.getCellText(0).equals(agency))
                    .map(row -> row.getCellText(1))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String taken(int year, String name) {
        return send(
                        now,
                        "POST",
                        "/api/cycles/" + cycle(year) + "/regions/" + now + "/sheets",
                        bytes("单位代码,单位,INS001,区域模板 %s %s\r\n%s,%s,5\r\n".formatted(cycle(year), now, agency, name)),
                        "Content-Type",
                        "text/csv")
                .is(200)
                .json()
                .path("problems")
                .findValuesAsString("code")
                .toString();
    }

    @Test
    void a_sheet_calls_it_as_it_was_called_in_its_period() throws IOException {
        send(
                        "admin",
                        "POST",
                        "/api/agencies/import",
                        bytes("code,name,level,territory,department,renamedOn\n%s,新区人民政府,COUNTY,%s,,2035-01-10\n"
                                .formatted(agency, now)),
                        "Content-Type",
                        "text/csv")
                .is(200);
        assertThat(nameOnSheet(2034)).isEqualTo("某区人民政府");
        assertThat(taken(2034, "某区人民政府")).isEqualTo("[]");
        itIs("2036-02-01");
        issue(2035);
        assertThat(nameOnSheet(2035)).isEqualTo("新区人民政府");
    }

    @Test
    void what_it_filed_since_is_seen() throws IOException {
        file(2034);
        itIs("2036-02-01");
        issue(2035);
        assertThat(isBeside(now, 2035)).isTrue();
        assertThat(isInTemplate(now, 2035)).isTrue();
    }
}
