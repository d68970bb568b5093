package huikan.submission.agency;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import huikan.events.AgencyEvent.Ended;
import huikan.events.SubmissionReceived;
import huikan.submission.intake.Settling;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Names and ends of agencies, in a city that the demo directory does not have. */
class SuccessionIT extends OverHttp {

    private static int runs;

    @Autowired
    MongoDatabase database;

    @Autowired
    Agencies agencies;

    @Autowired
    ApplicationContext service;

    private int year;
    private String last = "";
    private String now = "";

    @BeforeEach
    void aCity() {
        itIs("2026-02-01");
        database.getCollection("agencies").deleteMany(Filters.regex("_id", "^66"));
        send("admin", "POST", "/api/agencies/import", bytes("""
                code,name,level,territory,department
                660100-gov,某市人民政府,CITY,,
                660101-gov,甲区人民政府,COUNTY,660100-gov,
                660102-gov,乙区人民政府,COUNTY,660100-gov,
                660103-gov,丙区人民政府,COUNTY,660100-gov,
                660104-gov,丁县人民政府,COUNTY,660100-gov,
                660104-ndmo,丁县人防办,COUNTY,660104-gov,
                """), "Content-Type", "text/csv")
                .is(200);
        runs++;
        // years of its own, so that a cycle has one before it
        year = 2040 + 2 * runs;
        last = "succession-" + year;
        now = "succession-" + (year + 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long version(String code) {
        return get("admin", "/api/agencies/" + code)
                .is(200)
                .json()
                .path("version")
                .asLong();
    }

    private Answer json(String login, String method, String path, String body, String code) {
        return sendJson(login, method, path, body, "If-Match", "\"" + version(code) + "\"");
    }

    private Answer put(String code, String body) {
        return json("admin", "PUT", "/api/agencies/" + code, body, code);
    }

    private Answer end(String code, String on, String successors) {
        return json(
                "admin",
                "PUT",
                "/api/agencies/" + code + "/succession",
                "{\"on\": \"%s\", \"successors\": %s, \"reason\": \"撤并\"}".formatted(on, successors),
                code);
    }

    private Answer issue(String id, int of, String opensOn) {
        return sendJson("admin", "POST", "/api/cycles", """
                {"id": "%s", "form": "annual", "period": {"from": "%d-01-01", "to": "%d-12-31"},
                 "opensOn": "%s", "dueOn": "2026-03-01", "closesOn": "2026-03-31",
                 "agencies": {"under": "660100-gov"}}""".formatted(id, of, of, opensOn));
    }

    private List<String> bound(String id) {
        return get("admin", "/api/cycles/" + id + "/obligations?limit=500").is(200).items().stream()
                .map(one -> one.path("agency").asString())
                .toList();
    }

    private JsonNode file(String cycle, String agency, String rest) {
        SubmissionReceived filing = Received.raw(cycle, agency, "2026-02-01T00:00:00Z", """
                "sections": [{"kind": "MEASURES_RESULTS", "text": "全年行政检查700次，比上年增长12%%。"},
                  {"kind": "SHORTCOMINGS", "text": "略"}, {"kind": "LEADERSHIP_DUTY", "text": "略"},
                  {"kind": "NEXT_YEAR", "text": "略"}],
                "explanations": {"R40": "略", "R41": "略"},
                "indicators": {"own": {%s}}""".formatted(rest));
        Settling.settle(service, filing);
        JsonNode stored =
                get("admin", "/api/submissions/" + filing.id()).is(200).json();
        assertThat(stored.path("state").asString()).as(stored.toString()).isEqualTo("ACCEPTED");
        return stored;
    }

    /** What R41 makes of 700 as 12 % more than the year before; nothing without a year before. */
    private List<String> compared(String agency) {
        return file(now, agency, "\"INS001\": 700")
                .path("checks")
                .valueStream()
                .filter(one -> one.path("rule").asString().equals("R41"))
                .map(one -> one.path("message").asString())
                .toList();
    }

    /** 上期 of a template, by code. */
    private Map<String, String> lastPeriod(String cycle, String agency) {
        Map<String, String> last = new HashMap<>();
        byte[] file = file(agency, "/api/cycles/" + cycle + "/template.xlsx?agency=" + agency);
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file));
                Stream<Row> rows = book.getFirstSheet().openStream().skip(1)) {
            rows.forEach(row -> row.getOptionalCell(3).ifPresent(one -> last.put(row.getCellText(0), one.getText())));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        last.values().removeIf(String::isBlank);
        return last;
    }

    @Test
    void a_new_name_keeps_the_old_one_with_its_last_day_and_a_mistake_is_only_mended() {
        put("660104-ndmo", """
                {"name": "丁县国防动员办公室", "level": "COUNTY", "territory": "660104-gov", "renamedOn": "2025-07-01"}""").is(200);
        JsonNode renamed = put("660104-ndmo", """
                {"name": "丁县国动办", "level": "COUNTY", "territory": "660104-gov"}""").is(200).json();
        assertThat(renamed.path("formerNames").toString()).isEqualTo("[{\"name\":\"丁县人防办\",\"until\":\"2025-06-30\"}]");
        assertThat(renamed.path("name").asString()).isEqualTo("丁县国动办");
    }

    @ParameterizedTest
    @CsvSource({"2026-02-02, date.too-late", "2025-07-01, date.past", "2025-06-30, date.past"})
    void a_name_begins_after_the_one_before_and_not_in_the_future(String day, String code) {
        String body = "{\"name\": \"%s\", \"level\": \"COUNTY\", \"territory\": \"660104-gov\", \"renamedOn\": \"%s\"}";
        put("660104-ndmo", body.formatted("二", "2025-07-01")).is(200);
        Answer refused = put("660104-ndmo", body.formatted("三", day));
        refused.problem(422, "agency-invalid");
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/renamedOn");
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo(code);
        put("660104-ndmo", body.formatted("二", "2025-08-01")).problem(422, "agency-invalid");
    }

    @Test
    void a_table_renames_once_however_often_it_comes() {
        byte[] table = bytes("""
                代码,名称,层级,属地上级,业务上级,更名日期
                660104-ndmo,丁县国动办,县级,660104-gov,,2025-07-01
                660103-gov,丙区人民政府,县级,660100-gov,,
                """);
        for (int i = 0; i < 2; i++) {
            send("admin", "POST", "/api/agencies/import", table, "Content-Type", "text/csv")
                    .is(200);
            assertThat(get("admin", "/api/agencies/660104-ndmo")
                            .json()
                            .path("formerNames")
                            .toString())
                    .isEqualTo("[{\"name\":\"丁县人防办\",\"until\":\"2025-06-30\"}]");
        }
        Answer late = send(
                "admin",
                "POST",
                "/api/agencies/import",
                new String(table, StandardCharsets.UTF_8)
                        .replace("国动办", "战备办")
                        .replace("2025-07-01", "2027-07-01")
                        .getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "text/csv");
        late.problem(422, "agencies-invalid");
        assertThat(late.json().at("/errors/0/pointer").asString()).isEqualTo("/rows/2/renamedOn");
    }

    @Test
    void who_ended_is_not_asked_by_what_opens_from_then_on_and_keeps_what_it_owes() {
        issue(last, year, "2025-01-01").is(201);
        JsonNode ended =
                end("660101-gov", "2026-01-01", "[\"660102-gov\"]").is(200).json();
        assertThat(ended.at("/ended/successors/0").asString()).isEqualTo("660102-gov");
        assertThat(ended.at("/ended/by").asString()).isEqualTo("admin");
        issue(now, year + 1, "2026-01-01").is(201);
        assertThat(bound(last)).contains("660101-gov", "660102-gov");
        assertThat(bound(now)).contains("660102-gov").doesNotContain("660101-gov");
        issue("before-" + now, year + 1, "2025-12-31").is(201);
        assertThat(bound("before-" + now)).contains("660101-gov");
        assertThat(get("admin", "/api/agencies/660102-gov")
                        .json()
                        .at("/predecessors/0/name")
                        .asString())
                .isEqualTo("甲区人民政府");
        // whoever came in its place may read what it filed and owes; another may not
        assertThat(get("660102-gov", "/api/agencies/660101-gov")
                        .is(200)
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("甲区人民政府");
        get("660103-gov", "/api/agencies/660101-gov").problem(404, "agency-unknown");
    }

    @Test
    void a_merged_agency_is_compared_with_all_that_it_was_before() {
        issue(last, year, "2025-01-01").is(201);
        file(last, "660101-gov", "\"INS001\": 400, \"REC001\": \"N/A\", \"LDR001\": 3, \"REC002\": 1");
        file(last, "660102-gov", "\"INS001\": 200, \"REC001\": 7, \"LDR001\": 4");
        end("660101-gov", "2026-01-01", "[\"660102-gov\"]").is(200);
        issue(now, year + 1, "2026-01-01").is(201);
        assertThat(lastPeriod(now, "660102-gov"))
                .containsEntry("INS001", "600")
                .containsEntry("REC001", "7")
                // no sum, or filed by one of them alone
                .doesNotContainKeys("LDR001", "REC002");
        assertThat(compared("660102-gov")).singleElement().asString().contains("600");
    }

    @Test
    void a_part_is_compared_with_nothing_and_so_is_a_merged_one_of_which_a_part_did_not_file() {
        issue(last, year, "2025-01-01").is(201);
        file(last, "660101-gov", "\"INS001\": 400");
        file(last, "660102-gov", "\"INS001\": 600");
        file(last, "660104-ndmo", "\"INS001\": 600");
        end("660101-gov", "2026-01-01", "[\"660102-gov\", \"660103-gov\"]").is(200);
        issue(now, year + 1, "2026-01-01").is(201);
        assertThat(lastPeriod(now, "660102-gov")).isEmpty();
        assertThat(compared("660102-gov")).isEmpty();
        assertThat(compared("660104-ndmo")).singleElement().asString().contains("600");

        // it was owed, and nobody filed it
        end("660103-gov", "2026-01-02", "[\"660104-ndmo\"]").is(200);
        String later = "later-" + now;
        issue(later, year + 1, "2026-01-02").is(201);
        assertThat(lastPeriod(later, "660104-ndmo")).isEmpty();
    }

    @Test
    void what_is_merged_tomorrow_is_nothing_of_the_other_today() {
        issue(last, year, "2025-01-01").is(201);
        file(last, "660101-gov", "\"INS001\": 400");
        file(last, "660102-gov", "\"INS001\": 200");
        end("660101-gov", "2026-06-01", "[\"660102-gov\"]").is(200);
        issue(now, year + 1, "2026-01-01").is(201);
        assertThat(bound(now)).contains("660101-gov");
        assertThat(lastPeriod(now, "660102-gov")).containsEntry("INS001", "200");
    }

    @Test
    void one_that_was_merged_twice_is_found_through_the_one_between() {
        issue(last, year, "2025-01-01").is(201);
        file(last, "660101-gov", "\"INS001\": 1");
        file(last, "660102-gov", "\"INS001\": 20");
        file(last, "660103-gov", "\"INS001\": 300");
        end("660101-gov", "2025-06-01", "[\"660102-gov\"]").is(200);
        end("660102-gov", "2026-01-01", "[\"660103-gov\"]").is(200);
        issue(now, year + 1, "2026-01-01").is(201);
        assertThat(lastPeriod(now, "660103-gov")).containsEntry("INS001", "321");
    }

    @Test
    void whoever_has_others_below_it_ends_after_they_were_moved() {
        end("660104-gov", "2026-01-01", "[]").problem(409, "agency-superior");
        put("660104-ndmo", "{\"name\": \"国动办\", \"level\": \"COUNTY\", \"territory\": \"660103-gov\"}")
                .is(200);
        end("660104-gov", "2026-01-01", "[]").is(200);
        Answer back = put("660104-ndmo", "{\"name\": \"国动办\", \"level\": \"COUNTY\", \"territory\": \"660104-gov\"}");
        back.problem(422, "agency-invalid");
        assertThat(back.json().at("/errors/0/code").asString()).isEqualTo("agency.ended");
    }

    @Test
    void nor_does_a_table_hang_anything_below_what_has_ended() {
        end("660101-gov", "2026-01-01", "[]").is(200);
        Answer refused = send("admin", "POST", "/api/agencies/import", bytes("""
                code,name,level,territory,department
                660101-gov,甲区人民政府,COUNTY,660100-gov,
                660101-ndmo,甲区国动办,COUNTY,660101-gov,
                """), "Content-Type", "text/csv");
        refused.problem(422, "agencies-invalid");
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/rows/3/territory");
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("agency.ended");
    }

    private Answer write(String login, String agency) {
        return send(
                login,
                "PATCH",
                "/api/drafts/" + last + "/" + agency,
                bytes("{\"indicators\": {\"own\": {\"INS001\": 7}}}"),
                "Content-Type",
                "application/merge-patch+json");
    }

    private List<String> owed(String login) {
        return get(login, "/api/relays/obligations?limit=500").is(200).items().stream()
                .filter(one -> one.path("cycle").asString().equals(last))
                .map(one ->
                        one.path("agency").asString() + " " + one.path("state").asString())
                .toList();
    }

    @Test
    void what_is_still_owed_is_filed_by_who_came_in_its_place() {
        issue(last, year, "2025-01-01").is(201);
        end("660101-gov", "2026-02-02", "[\"660102-gov\"]").is(200);
        write("660102-gov", "660101-gov").problem(404, "draft-unknown");
        assertThat(owed("660102-gov")).isEmpty();
        get("660102-gov", "/api/submissions?under=660101-gov").problem(404, "agency-unknown");
        get("660102-gov", "/api/obligations?agency=660101-gov").problem(404, "agency-unknown");
        // it is in the lists of agencies, so that its name is known
        assertThat(get("660102-gov", "/api/agencies").is(200).items().stream()
                        .map(one -> one.path("code").asString()))
                .contains("660101-gov");

        itIs("2026-02-02");
        assertThat(owed("660102-gov")).containsExactly("660101-gov MISSING");
        assertThat(owed("660103-gov")).isEmpty();
        write("660103-gov", "660101-gov").problem(404, "draft-unknown");
        write("660102-gov.viewer", "660101-gov").problem(403, "draft-not-yours");
        write("660102-gov", "660101-gov").is(200);
        String draft = "/api/drafts/" + last + "/660101-gov";
        send("660102-gov", "POST", draft + "/sign-off", bytes(""), "If-Match", "\"1\"")
                .problem(403, "draft-own-work");
        Answer filing = get("660102-gov", draft + "/filing").is(200);
        assertThat(filing.response().headers().firstValue("Relayed-By")).contains("660102-gov");
        String digest = send(
                        "660102-gov",
                        "POST",
                        "/api/attachments?agency=660101-gov",
                        bytes("名单 " + last),
                        "Content-Type",
                        "text/plain",
                        "Content-Disposition",
                        "attachment; filename=\"a.txt\"")
                .is(201)
                .json()
                .path("digest")
                .asString();
        get("660101-gov", "/api/attachments/" + digest).is(200);
        get("660103-gov", "/api/attachments/" + digest).problem(404, "attachment-unknown");
        assertThat(send(
                                "660102-gov",
                                "POST",
                                "/api/cycles/" + last + "/sheets",
                                bytes("机构,代码,本级\n660101-gov,INS001,9\n"),
                                "Content-Type",
                                "text/csv")
                        .status())
                .isEqualTo(200);

        String filed = file(last, "660101-gov", "\"INS001\": 7").path("id").asString();
        assertThat(owed("660102-gov")).containsExactly("660101-gov FILED");
        get("660102-gov", "/api/submissions/" + filed).is(200);
        String list = "/api/submissions?cycle=" + last + "&agency=660101-gov";
        assertThat(get("660102-gov", list).is(200).items()).hasSize(1);
        assertThat(get("660103-gov", list).is(200).items()).isEmpty();
        get("660103-gov", "/api/submissions/" + filed).problem(404, "submission-unknown");
        end("660102-gov", "2026-02-02", "[\"660103-gov\"]").is(200);
        assertThat(get("660103-gov", list).is(200).items()).hasSize(1);
        assertThat(owed("660103-gov")).containsExactly("660101-gov FILED", "660102-gov MISSING");
        json("admin", "DELETE", "/api/agencies/660102-gov/succession", "", "660102-gov")
                .is(200);
        json("admin", "DELETE", "/api/agencies/660101-gov/succession", "", "660101-gov")
                .is(200);
        assertThat(owed("660102-gov")).isEmpty();
        get("660102-gov", "/api/submissions/" + filed).problem(404, "submission-unknown");
    }

    @Test
    void whoever_owes_it_now_is_not_who_excuses_from_it_while_others_stand_above() {
        issue(last, year, "2025-01-01").is(201);
        end("660104-ndmo", "2026-01-01", "[\"660104-gov\"]").is(200);
        end("660101-gov", "2026-01-01", "[\"660100-gov\"]").is(200);
        String excuse = "/api/cycles/" + last + "/obligations/%s/excuse";
        String reason = "{\"reason\": \"并入\"}";
        sendJson("660104-gov.supervisor", "POST", excuse.formatted("660104-ndmo"), reason)
                .problem(403, "superiors-only");
        sendJson("660100-gov.supervisor", "POST", excuse.formatted("660104-ndmo"), reason)
                .is(200);
        sendJson("660100-gov.supervisor", "POST", excuse.formatted("660101-gov"), reason)
                .is(200);
    }

    @Test
    void an_end_is_told_and_so_is_that_it_was_taken_back() {
        end("660101-gov", "2026-01-01", "[\"660102-gov\", \"660103-gov\"]").is(200);
        assertThat(agencies.find("660101-gov").orElseThrow().event().ended())
                .isEqualTo(new Ended(LocalDate.parse("2026-01-01"), List.of("660102-gov", "660103-gov")));
        json("admin", "DELETE", "/api/agencies/660101-gov/succession", "", "660101-gov")
                .is(200);
        assertThat(agencies.find("660101-gov").orElseThrow().event().ended()).isNull();
    }

    @Test
    void an_end_that_was_a_mistake_is_taken_back() {
        end("660101-gov", "2026-01-01", "[\"660102-gov\"]").is(200);
        end("660101-gov", "2026-01-02", "[\"660103-gov\"]").problem(409, "agency-ended");
        JsonNode again = json("admin", "DELETE", "/api/agencies/660101-gov/succession", "", "660101-gov")
                .is(200)
                .json();
        assertThat(again.path("ended").isNull()).isTrue();
        assertThat(get("admin", "/api/agencies/660102-gov")
                        .json()
                        .path("predecessors")
                        .isEmpty())
                .isTrue();
        get("660102-gov", "/api/agencies/660101-gov").problem(404, "agency-unknown");
        issue(now, year + 1, "2026-01-01").is(201);
        assertThat(bound(now)).contains("660101-gov");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-01 | [\"660101-gov\"] | /successors/0 agency.self",
                "2026-01-01 | [\"660102-gov\", \"669999-gov\"] | /successors/1 agency.unknown",
                "2026-01-01 | [\"660102-gov\", \"660102-gov\"] | /successors items.twice",
                "2027-02-02 | [\"660102-gov\"] | /on date.too-late"
            })
    void who_comes_in_its_place_is_there_and_another(String on, String successors, String error) {
        Answer refused = end("660101-gov", on, successors);
        refused.problem(422, "agency-invalid");
        assertThat(refused.json().at("/errors/0/pointer").asString() + " "
                        + refused.json().at("/errors/0/code").asString())
                .isEqualTo(error);
    }

    @Test
    void only_the_administrator_ends_one_and_of_what_was_seen() {
        String body = "{\"on\": \"2026-01-01\", \"successors\": [], \"reason\": \"撤销\"}";
        String path = "/api/agencies/660101-gov/succession";
        json("660100-gov.supervisor", "PUT", path, body, "660101-gov").problem(403, "admin-only");
        json("660101-gov", "DELETE", path, "", "660101-gov").problem(403, "admin-only");
        sendJson("admin", "PUT", path, body).is(428);
        sendJson("admin", "PUT", path, body, "If-Match", "\"99\"").is(412);
        json("admin", "PUT", path, "{\"on\": \"2026-01-01\", \"successors\": [], \"reason\": \" \"}", "660101-gov")
                .problem(422, "agency-invalid");
    }
}
