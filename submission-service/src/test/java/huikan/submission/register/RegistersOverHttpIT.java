package huikan.submission.register;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.testing.OverHttp;
import huikan.trail.Trail;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class RegistersOverHttpIT extends OverHttp {

    private static final String ONE = "210904-gov";
    private static final String SIBLING = "210905-gov";
    private static final String CITY = "210900-gov";
    private static final String KINDS = "/api/register-kinds";

    private static final String PENALTIES = """
            {"id": "%s", "version": 0, "title": "处罚台账", "titleEn": "penalties", "published": false,
             "fields": [
               {"name": "number", "zh": "文号", "en": "number", "type": "TEXT", "required": true, "key": true},
               {"name": "kind", "zh": "种类", "en": "kind", "type": "CHOICE", "required": true, "key": false,
                "choices": [{"value": "FINE", "zh": "罚款", "en": "fine"}, {"value": "OTHER", "zh": "其他", "en": "other"}]},
               {"name": "decidedOn", "zh": "决定日期", "en": "decided on", "type": "DATE", "required": true, "key": false},
               {"name": "cases", "zh": "件数", "en": "cases", "type": "NUMBER", "required": false, "key": false},
               {"name": "quashed", "zh": "被撤销", "en": "quashed", "type": "YES_NO", "required": false, "key": false}],
             "counts": []}""";

    @Autowired
    RegisterKindAdmission admission;

    /** Of its own, so that tests that run before leave nothing in it. */
    private String kind = "";

    @BeforeEach
    void ofItsOwn() {
        itIs("2025-03-10");
        kind = "penalties-" + UUID.randomUUID().toString().substring(0, 8);
        create(penalties()).is(201);
    }

    private ObjectNode penalties() {
        return (ObjectNode) JSON.readTree(PENALTIES.formatted(kind));
    }

    private Answer put(String login, String path, JsonNode body, String... headers) {
        return sendJson(login, "PUT", path, body, headers);
    }

    private Answer create(JsonNode body) {
        return put("admin", KINDS + "/" + kind, body, "If-None-Match", "*");
    }

    private Answer post(String login, String path, JsonNode body, String... headers) {
        return sendJson(login, "POST", path, body, headers);
    }

    private static ObjectNode entry(String from, String number, String kind, String decidedOn) {
        ObjectNode body = JSON.createObjectNode().put("from", from).put("published", false);
        body.putObject("values").put("number", number).put("kind", kind).put("decidedOn", decidedOn);
        return body;
    }

    private String entries() {
        return KINDS + "/" + kind + "/entries";
    }

    private Answer enter(String login, ObjectNode body) {
        return post(login, entries(), body);
    }

    private String entered(ObjectNode body) {
        return enter(ONE, body).is(201).json().path("id").asString();
    }

    private static ObjectNode end(String on) {
        return JSON.createObjectNode().put("on", on).put("reason", "录入有误");
    }

    private List<String> numbers(String login, String query) {
        return get(login, entries() + query).is(200).items().stream()
                .map(one -> one.at("/values/number").asString())
                .toList();
    }

    @Test
    void ten_kinds_come_with_the_release_and_each_is_what_a_kind_must_be() {
        List<JsonNode> shipped = get(ONE, KINDS).is(200).items().stream()
                .limit(10)
                .map(one -> get(ONE, KINDS + "/" + one.path("id").asString() + "?version=1")
                        .is(200)
                        .json())
                .toList();
        assertThat(shipped)
                .extracting(one -> one.path("id").asString())
                .containsExactly(
                        "bodies",
                        "officers",
                        "discretion-benchmarks",
                        "no-penalty-list",
                        "complaints",
                        "suits",
                        "reconsiderations",
                        "trainings",
                        "typical-cases",
                        "inspection-plans");
        for (JsonNode one : shipped) {
            RegisterKind kind = JSON.treeToValue(one, RegisterKind.class);
            admission.refuse(kind.id(), kind, kind);
        }
    }

    @Test
    void an_entry_reads_on_each_day_as_it_stood_then() {
        String id = entered(entry("2025-01-05", "罚〔2025〕1号", "FINE", "2025-01-05"));
        ObjectNode other = entry("2025-03-01", "罚〔2025〕1号", "OTHER", "2025-01-05");
        Answer changed =
                put(ONE, entries() + "/" + id, other, "If-Match", "\"1\"").is(200);
        assertThat(changed.response().headers().firstValue("ETag")).contains("\"2\"");

        assertThat(numbers(ONE, "?on=2025-01-04")).isEmpty();
        assertThat(kindOn(id, "2025-01-05")).isEqualTo("FINE");
        assertThat(kindOn(id, "2025-02-28")).isEqualTo("FINE");
        assertThat(kindOn(id, "2025-03-01")).isEqualTo("OTHER");

        post(ONE, entries() + "/" + id + "/end", end("2025-03-10"), "If-Match", "\"2\"")
                .is(200);
        assertThat(kindOn(id, "2025-03-09")).isEqualTo("OTHER");
        assertThat(numbers(ONE, "")).isEmpty();
        JsonNode whole = get(ONE, entries() + "/" + id).is(200).json();
        assertThat(whole.path("values").isNull()).isTrue();
        assertThat(whole.path("history")).hasSize(3);
        assertThat(whole.at("/history/2/reason").asString()).isEqualTo("录入有误");
        Trail trail = JSON.treeToValue(
                get(ONE, entries() + "/" + id + "/trail").is(200).json(), Trail.class);
        assertThat(trail.steps()).hasSize(3);
        assertThat(trail.faults()).isEmpty();
    }

    private String kindOn(String id, String day) {
        return get(ONE, entries() + "?on=" + day).is(200).items().stream()
                .filter(one -> one.path("id").asString().equals(id))
                .map(one -> one.at("/values/kind").asString())
                .findFirst()
                .orElse("none");
    }

    @Test
    void what_is_there_is_not_entered_twice_and_what_was_ended_is_taken_up_again() {
        String id = entered(entry("2025-01-05", "A", "FINE", "2025-01-05"));
        enter(ONE, entry("2025-01-06", " A ", "OTHER", "2025-01-06")).problem(409, "register-entry-twice");
        // another agency has its own numbers
        enter(SIBLING, entry("2025-01-06", "A", "OTHER", "2025-01-06")).is(201);
        post(ONE, entries() + "/" + id + "/end", end("2025-02-01"), "If-Match", "\"1\"")
                .is(200);
        post(ONE, entries() + "/" + id + "/end", end("2025-02-01"), "If-Match", "\"2\"")
                .problem(409, "register-entry-ended");
        enter(ONE, entry("2025-03-01", "A", "FINE", "2025-01-05")).problem(409, "register-entry-twice");
        put(ONE, entries() + "/" + id, entry("2025-03-01", "A", "FINE", "2025-01-05"), "If-Match", "\"2\"")
                .is(200);
        assertThat(numbers(ONE, "?on=2025-02-15")).isEmpty();
        assertThat(numbers(ONE, "")).containsExactly("A");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("{\"number\":\"B\",\"kind\":\"FINE\"}", "field.missing", "/values/decidedOn"),
                Arguments.of(
                        "{\"number\":\" \",\"kind\":\"FINE\",\"decidedOn\":\"2025-01-01\"}",
                        "field.missing",
                        "/values/number"),
                Arguments.of(
                        "{\"number\":7,\"kind\":\"FINE\",\"decidedOn\":\"2025-01-01\"}",
                        "register.type",
                        "/values/number"),
                Arguments.of(
                        "{\"number\":\"B\",\"kind\":\"罚款\",\"decidedOn\":\"2025-01-01\"}",
                        "register.choice",
                        "/values/kind"),
                Arguments.of(
                        "{\"number\":\"B\",\"kind\":\"FINE\",\"decidedOn\":\"2025-02-30\"}",
                        "register.type",
                        "/values/decidedOn"),
                Arguments.of(
                        "{\"number\":\"B\",\"kind\":\"FINE\",\"decidedOn\":\"2025-01-01\",\"cases\":\"7\"}",
                        "register.type",
                        "/values/cases"),
                Arguments.of(
                        "{\"number\":\"B\",\"kind\":\"FINE\",\"decidedOn\":\"2025-01-01\",\"cases\":-1}",
                        "number.range",
                        "/values/cases"),
                Arguments.of(
                        "{\"number\":\"B\",\"kind\":\"FINE\",\"decidedOn\":\"2025-01-01\",\"quashed\":1}",
                        "register.type",
                        "/values/quashed"),
                Arguments.of(
                        "{\"number\":\"B\",\"kind\":\"FINE\",\"decidedOn\":\"2025-01-01\",\"a/b\":1}",
                        "register.field-unknown",
                        "/values/a~1b"),
                Arguments.of(
                        "{\"number\":\"" + "长".repeat(2_001) + "\",\"kind\":\"FINE\",\"decidedOn\":\"2025-01-01\"}",
                        "text.too-long",
                        "/values/number"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void an_entry_that_is_not_as_its_kind_wants_it_is_refused_with_each_error(
            String values, String code, String pointer) {
        ObjectNode body = JSON.createObjectNode().put("from", "2025-01-01").put("published", false);
        body.set("values", JSON.readTree(values));
        Answer refused = enter(ONE, body);
        refused.problem(422, "register-entry-invalid");
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(numbers(ONE, "")).isEmpty();
    }

    @Test
    void a_change_holds_from_a_day_that_is_neither_to_come_nor_before_the_last_one() {
        enter(ONE, entry("2025-03-11", "A", "FINE", "2025-01-05")).problem(422, "register-entry-invalid");
        enter(ONE, entry("1899-12-31", "A", "FINE", "2025-01-05")).problem(422, "register-entry-invalid");
        String path = entries() + "/" + entered(entry("2025-02-01", "A", "FINE", "2025-01-05"));
        ObjectNode other = entry("2025-01-31", "A", "OTHER", "2025-01-05");
        put(ONE, path, other, "If-Match", "\"1\"").problem(422, "register-entry-invalid");
        put(ONE, path, other.put("from", "2025-03-11"), "If-Match", "\"1\"").problem(422, "register-entry-invalid");
        post(ONE, path + "/end", end("2025-01-31"), "If-Match", "\"1\"").problem(422, "register-entry-invalid");
        post(ONE, path + "/end", end("2025-03-11"), "If-Match", "\"1\"").problem(422, "register-entry-invalid");
        put(ONE, path, other.put("from", "2025-03-10"), "If-Match", "\"1\"").is(200);
        // seen before that
        put(ONE, path, entry("2025-03-10", "A", "FINE", "2025-01-05"), "If-Match", "\"1\"")
                .problem(412, "stale");
        put(ONE, path, entry("2025-03-10", "A", "FINE", "2025-01-05")).problem(428, "if-match-missing");
        // the same once more is no change
        assertThat(put(ONE, path, other, "If-Match", "\"2\"").is(200).json().path("history"))
                .hasSize(2);
        Answer otherKey = put(ONE, path, entry("2025-03-10", "B", "OTHER", "2025-01-05"), "If-Match", "\"2\"");
        otherKey.problem(422, "register-entry-invalid");
        assertThat(otherKey.json().at("/errors/0/code").asString()).isEqualTo("register.key");
    }

    @Test
    void an_agency_keeps_its_own_and_whoever_is_above_reads_it() {
        String id = entered(entry("2025-01-05", "A", "FINE", "2025-01-05"));
        String path = entries() + "/" + id;
        for (String stranger : List.of(SIBLING, "330100-gov.viewer")) {
            get(stranger, path).problem(404, "register-entry-unknown");
            get(stranger, path + "/trail").problem(404, "register-entry-unknown");
            get(stranger, entries() + "?agency=" + ONE).problem(404, "agency-unknown");
            get(stranger, entries() + "?under=" + ONE).problem(404, "agency-unknown");
            get(stranger, KINDS + "/" + kind + "/count?from=2025-01-01&to=2025-12-31&agency=" + ONE)
                    .problem(404, "agency-unknown");
        }
        assertThat(numbers(SIBLING, "")).isEmpty();
        assertThat(numbers(CITY + ".viewer", "")).containsExactly("A");
        assertThat(numbers(CITY, "?agency=" + ONE)).containsExactly("A");
        assertThat(numbers("admin", "")).containsExactly("A");
        ObjectNode other = entry("2025-03-01", "A", "OTHER", "2025-01-05");
        put(SIBLING, path, other, "If-Match", "\"1\"").problem(404, "register-entry-unknown");
        put(CITY, path, other, "If-Match", "\"1\"").problem(403, "register-not-yours");
        put(ONE + ".viewer", path, other, "If-Match", "\"1\"").problem(403, "register-not-yours");
        put("admin", path, other, "If-Match", "\"1\"").problem(403, "register-not-yours");
        enter(ONE + ".supervisor", other).problem(403, "register-not-yours");
        enter("admin", other).problem(403, "register-not-yours");
        post(CITY, path + "/end", end("2025-03-01"), "If-Match", "\"1\"").problem(403, "register-not-yours");
        get(ONE, KINDS + "/officers/entries/" + id).problem(404, "register-entry-unknown");
        get(ONE, KINDS + "/nothing/entries").problem(404, "register-unknown");
    }

    @Test
    void everybody_reads_what_an_agency_publishes_of_a_kind_that_is_published_and_nothing_else() {
        String open = entered(entry("2025-01-05", "open", "FINE", "2025-01-05").put("published", true));
        String closed = entered(entry("2025-01-05", "closed", "FINE", "2025-01-05"));
        get("330100-gov.viewer", entries() + "/" + open).problem(404, "register-entry-unknown");
        put("admin", KINDS + "/" + kind, penalties().put("published", true), "If-Match", "\"1\"")
                .is(200);

        String stranger = "330100-gov.viewer";
        assertThat(numbers(stranger, "?agency=" + ONE)).containsExactly("open");
        assertThat(numbers(stranger, "?published=true&under=" + CITY)).containsExactly("open");
        get(stranger, entries() + "?under=" + CITY).problem(404, "agency-unknown");
        JsonNode seen = get(stranger, entries() + "/" + open).is(200).json();
        assertThat(seen.has("history")).isFalse();
        get(stranger, entries() + "/" + open + "/trail").problem(404, "register-entry-unknown");
        get(stranger, entries() + "/" + closed).problem(404, "register-entry-unknown");
        assertThat(numbers(ONE, "")).containsExactlyInAnyOrder("open", "closed");
        // no longer from today on
        put(ONE, entries() + "/" + open, entry("2025-03-10", "open", "FINE", "2025-01-05"), "If-Match", "\"1\"")
                .is(200);
        assertThat(numbers(stranger, "?agency=" + ONE)).isEmpty();
        get(stranger, entries() + "/" + open).problem(404, "register-entry-unknown");
    }

    @Test
    void a_long_register_comes_in_pages_across_agencies() {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            entered(entry("2025-01-05", "one-" + i, "FINE", "2025-01-05"));
            wanted.add("one-" + i);
        }
        enter(SIBLING, entry("2025-01-05", "other", "FINE", "2025-01-05")).is(201);
        wanted.add("other");
        for (String query : List.of("?limit=2", "?limit=5", "?limit=6", "?limit=500")) {
            List<String> read = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = get(CITY, entries() + query + cursor).is(200).json();
                page.path("items")
                        .forEach(one -> read.add(one.at("/values/number").asString()));
                cursor = page.path("next").isNull()
                        ? ""
                        : "&cursor=" + page.path("next").asString();
            } while (!cursor.isEmpty());
            assertThat(read).as(query).containsExactlyInAnyOrderElementsOf(wanted);
        }
        // a cursor shows nobody what is another's
        String next = get(CITY, entries() + "?limit=2").json().path("next").asString();
        assertThat(next).startsWith(ONE);
        assertThat(numbers(SIBLING, "?cursor=" + next)).containsExactly("other");
        get(CITY, entries() + "?cursor=x").problem(422, "invalid");
    }

    private static String q(String words) {
        return "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    @Test
    void entries_are_found_by_what_they_say_and_by_nobody_who_may_not_read_them() {
        entered(entry("2025-01-05", "辽海罚〔2025〕1号", "FINE", "2025-01-05"));
        String changed = entered(entry("2025-01-05", "Fine-B", "OTHER", "2025-01-06"));
        ObjectNode seen =
                (ObjectNode) get(ONE, entries() + "/" + changed).json().path("values");
        assertThat(numbers(ONE, "?" + q(" 辽海罚 "))).containsExactly("辽海罚〔2025〕1号");
        assertThat(numbers(ONE, "?" + q("fine-b"))).containsExactly("Fine-B");
        assertThat(numbers(ONE, "?" + q("2025-01-06"))).containsExactly("Fine-B");
        assertThat(numbers(ONE, "?" + q(""))).hasSize(2);
        assertThat(numbers(ONE, "?" + q(".*"))).isEmpty();
        // a choice by what it is called
        assertThat(numbers(ONE, "?" + q("罚款"))).containsExactly("辽海罚〔2025〕1号");
        // as it stood on the day that is asked for
        put(
                        ONE,
                        entries() + "/" + changed,
                        JSON.createObjectNode()
                                .put("from", "2025-03-01")
                                .put("published", false)
                                .set("values", seen.put("kind", "FINE")),
                        "If-Match",
                        "\"1\"")
                .is(200);
        assertThat(numbers(ONE, "?" + q("罚款"))).hasSize(2);
        assertThat(numbers(ONE, "?on=2025-02-01&" + q("罚款"))).hasSize(1);
        assertThat(numbers(CITY, "?" + q("fine-b"))).containsExactly("Fine-B");
        assertThat(numbers(SIBLING, "?" + q("fine-b"))).isEmpty();
        assertThat(new String(file(ONE, entries() + "?" + q("fine-b"), "Accept", "text/csv"), StandardCharsets.UTF_8))
                .contains("Fine-B")
                .doesNotContain("辽海罚");
        get(ONE, entries() + "?" + q("罚".repeat(101))).problem(422, "invalid");
    }

    @Test
    void whoever_reads_only_what_is_published_finds_nothing_else() {
        entered(entry("2025-01-05", "open", "FINE", "2025-01-05").put("published", true));
        entered(entry("2025-01-05", "closed", "FINE", "2025-01-05"));
        put("admin", KINDS + "/" + kind, penalties().put("published", true), "If-Match", "\"1\"")
                .is(200);
        String stranger = "330100-gov.viewer";
        assertThat(numbers(stranger, "?agency=" + ONE + "&" + q("open"))).containsExactly("open");
        assertThat(numbers(stranger, "?agency=" + ONE + "&" + q("closed"))).isEmpty();
        assertThat(numbers(stranger, "?published=true&" + q("closed"))).isEmpty();
    }

    @Test
    void a_search_looks_at_so_many_of_all_agencies_and_goes_on_with_the_next_page() {
        for (String agency : List.of(ONE, SIBLING)) {
            StringBuilder table = new StringBuilder("number,kind,decidedOn,from\n");
            IntStream.range(0, 3_000).forEach(n -> table.append("N-%d,FINE,2025-01-05,2025-01-05\n".formatted(n)));
            send(
                            agency,
                            "POST",
                            entries() + "/import",
                            table.append("last,FINE,2025-01-05,2025-01-05\n")
                                    .toString()
                                    .getBytes(StandardCharsets.UTF_8),
                            "Content-Type",
                            "text/csv")
                    .is(200);
        }
        JsonNode first = get(CITY, entries() + "?" + q("last")).is(200).json();
        assertThat(first.path("items")).hasSize(1);
        assertThat(first.path("next").asString()).startsWith(SIBLING + "/");
        JsonNode second = get(
                        CITY,
                        entries() + "?" + q("last") + "&cursor="
                                + first.path("next").asString())
                .is(200)
                .json();
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
    }

    private Map<String, Long> counts(String of, String from, String to) {
        JsonNode answer = get(ONE, KINDS + "/" + of + "/count?from=" + from + "&to=" + to)
                .is(200)
                .json();
        Map<String, Long> figures = new TreeMap<>();
        answer.path("counts")
                .forEach(one -> figures.put(
                        one.path("indicator").asString(), one.path("figure").asLong()));
        return figures;
    }

    private String counting(String agency, String of, String from, String values) {
        ObjectNode body = JSON.createObjectNode().put("from", from).put("published", false);
        body.set("values", JSON.readTree(values));
        return post(agency, KINDS + "/" + of + "/entries", body)
                .is(201)
                .json()
                .path("id")
                .asString();
    }

    @Test
    void a_register_counts_what_falls_into_a_period_and_what_was_there_at_its_end() {
        assertThat(get(ONE, KINDS + "/trainings/count?from=2024-01-01&to=2024-12-31")
                        .is(200)
                        .json()
                        .path("kept")
                        .asBoolean())
                .isFalse();
        String training = "{\"number\":\"%s\",\"subject\":\"行政处罚法\",\"heldOn\":\"%s\",\"attendance\":%d}";
        counting(ONE, "trainings", "2024-01-31", training.formatted("1", "2024-01-01", 30));
        counting(ONE, "trainings", "2024-12-31", training.formatted("2", "2024-12-31", 12));
        counting(ONE, "trainings", "2025-01-01", training.formatted("3", "2025-01-01", 500));
        String wrong = counting(ONE, "trainings", "2024-06-01", training.formatted("4", "2024-06-01", 9));
        assertThat(counts("trainings", "2024-01-01", "2024-12-31"))
                .containsEntry("TRN001", 3L)
                .containsEntry("TRN002", 51L);
        post(ONE, KINDS + "/trainings/entries/" + wrong + "/end", end("2024-06-01"), "If-Match", "\"1\"")
                .is(200);
        assertThat(counts("trainings", "2024-01-01", "2024-12-31"))
                .containsEntry("TRN001", 2L)
                .containsEntry("TRN002", 42L);

        String officer =
                "{\"staffNo\":\"%s\",\"name\":\"某\",\"mustCertify\":true,\"certified\":%s,\"legalReviewer\":false}";
        String left = counting(ONE, "officers", "2020-01-01", officer.formatted("1", true));
        String certified = counting(ONE, "officers", "2024-01-01", officer.formatted("2", false));
        ObjectNode now = JSON.createObjectNode().put("from", "2024-07-01").put("published", false);
        now.set("values", JSON.readTree(officer.formatted("2", true)));
        put(ONE, KINDS + "/officers/entries/" + certified, now, "If-Match", "\"1\"")
                .is(200);
        post(ONE, KINDS + "/officers/entries/" + left + "/end", end("2024-12-31"), "If-Match", "\"1\"")
                .is(200);
        assertThat(counts("officers", "2024-01-01", "2024-06-30"))
                .containsEntry("ENF002", 2L)
                .containsEntry("ENF003", 1L)
                .containsEntry("ENF005", 0L);
        assertThat(counts("officers", "2024-01-01", "2024-12-30"))
                .containsEntry("ENF002", 2L)
                .containsEntry("ENF003", 2L);
        assertThat(counts("officers", "2024-01-01", "2024-12-31"))
                .containsEntry("ENF002", 1L)
                .containsEntry("ENF003", 1L);
        get(ONE, KINDS + "/officers/count?from=2024-12-31&to=2024-01-01").problem(422, "register-invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /fields/0/type          | "NUMBER"    | register.field
            /fields/0/key           | false       | register.key
            /fields/0/name          | "no"        | register.field
            /fields/3/key           | true        | register.key
            /fields/1/zh            | "文号"      | items.twice
            /fields/1/en            | "From"      | items.twice
            /fields/1/choices       | []          | items.count
            /fields/0/choices       | [{"value":"A","zh":"a","en":"b"}] | items.count
            /fields/0/name          | "a.b"       | text.malformed
            /title                  | " "         | text.malformed
            /id                     | "another"   | register.id
            /against                | "number"    | register.type
            /against                | "nobody"    | register.type
            /counts                 | [{"indicator":"XXX001","where":[],"dated":"decidedOn"}]  | indicator.unknown
            /counts                 | [{"indicator":"PEN001","where":[]}]                      | register.dated
            /counts                 | [{"indicator":"SYS002","where":[],"dated":"decidedOn"}]  | register.dated
            /counts                 | [{"indicator":"PEN001","where":[],"dated":"number"}]     | register.type
            /counts                 | [{"indicator":"PEN001","where":[],"dated":"decidedOn","sum":"kind"}] | register.type
            /counts                 | [{"indicator":"PEN011","where":[],"dated":"decidedOn"}]  | register.type
            /counts                 | [{"indicator":"TRN001","where":[],"dated":"decidedOn"}]  | register.counted
            /counts                 | [{"indicator":"PEN001","where":[{"field":"kind","is":["FINES"]}],"dated":"decidedOn"}] | register.choice
            /counts                 | [{"indicator":"PEN001","where":[{"field":"no","is":["FINE"]}],"dated":"decidedOn"}] | register.field-unknown
            """)
    void a_kind_that_could_not_be_read_or_counted_is_refused(String pointer, String value, String code) {
        ObjectNode body = penalties();
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) body.at(pointer.substring(0, slash));
        parent.set(pointer.substring(slash + 1), JSON.readTree(value));
        Answer refused = put("admin", KINDS + "/" + kind, body, "If-Match", "\"1\"");
        refused.problem(422, "register-invalid");
        assertThat(refused.json().path("errors").findValuesAsString("code")).contains(code);
    }

    @Test
    void a_kind_of_the_release_changes_too_and_the_trail_says_which_version_it_had() {
        String path = KINDS + "/typical-cases";
        ObjectNode body = (ObjectNode) get(ONE, path).is(200).json();
        String title = body.path("title").asString();
        put("admin", path, body.put("title", "以案释法"), "If-None-Match", "*").problem(412, "stale");
        put("admin", path, body, "If-Match", "\"0\"").is(200);
        JsonNode changed = get(ONE, path).is(200).json();
        assertThat(changed.path("version").asInt()).isEqualTo(1001);
        assertThat(changed.path("title").asString()).isEqualTo("以案释法");
        assertThat(get(ONE, path + "?version=1").is(200).json().path("title").asString())
                .isEqualTo(title);
        put("admin", path, body.put("title", title), "If-Match", "\"1\"").is(200);
        JsonNode steps = get(ONE, path + "/trail").is(200).json().path("steps");
        assertThat(steps.at("/0/request/after").asInt()).isEqualTo(1);
        // behind what is in the trail itself it says nothing, as of what came with no release
        assertThat(steps.at("/1/request").has("after")).isFalse();
        assertThat(get(ONE, KINDS + "/" + kind + "/trail")
                        .json()
                        .at("/steps/0/request")
                        .has("after"))
                .isFalse();
    }

    @Test
    void a_kind_is_changed_by_the_administrator_and_has_at_most_forty_fields() {
        ObjectNode body = penalties().put("title", "行政处罚台账");
        put(ONE, KINDS + "/" + kind, body, "If-Match", "\"1\"").problem(403, "admin-only");
        put("admin", KINDS + "/" + kind, body, "If-Match", "\"7\"").problem(412, "stale");
        put("admin", KINDS + "/" + kind, body, "If-Match", "\"1\"").is(200);
        assertThat(get(ONE, KINDS + "/" + kind + "?version=1001")
                        .is(200)
                        .json()
                        .path("title")
                        .asString())
                .isEqualTo("处罚台账");
        assertThat(get(ONE, KINDS + "/" + kind + "/trail").is(200).json().path("steps"))
                .hasSize(2);
        ArrayNode fields = (ArrayNode) body.path("fields");
        IntStream.rangeClosed(6, 41)
                .forEach(n -> fields.add(JSON.readTree(
                        "{\"name\":\"f%1$d\",\"zh\":\"字段%1$d\",\"en\":\"field %1$d\",\"type\":\"TEXT\",\"required\":false,\"key\":false}"
                                .formatted(n))));
        put("admin", KINDS + "/" + kind, body, "If-Match", "\"2\"").problem(422, "register-invalid");
        fields.remove(40);
        put("admin", KINDS + "/" + kind, body, "If-Match", "\"2\"").is(200);
    }
}
