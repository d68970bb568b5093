package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bad input gets the right problem, stores nothing, and leaves the next good filing unharmed. */
class BadInputIT {

    private static final String CYCLE = "annual-2021";
    /** Every test files for an agency of its own. */
    private static final String SPARE = "2101%02d-gov";

    private static final Set<String> GOOD = new HashSet<>();

    private static RunningSuite suite;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        suite = RunningSuite.shared();
        api = suite.api();
    }

    private static ObjectNode filing(String agency) {
        ObjectNode filing = Api.filing(CYCLE, agency);
        filing.withObject("/indicators/own").put("INS001", 5);
        return filing;
    }

    /**
     * That nothing of what was refused is stored. A good filing takes the same way after it, in the same partition: when that
     * one is settled, whatever came before it would be, too.
     */
    private static void assertOnlyGoodOnesAreStored(String agency) {
        GOOD.add(api.file(filing(agency)).path("id").asString());
        List<String> stored = ids(api.get(agency, "/api/submissions?limit=500&cycle=" + CYCLE + "&agency=" + agency));
        assertThat(stored).isNotEmpty().isSubsetOf(GOOD);
    }

    private static List<String> ids(Api.Answer list) {
        List<String> ids = new ArrayList<>();
        list.is(200)
                .json()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    @Test
    void unreadable_json_is_refused_and_the_next_good_filing_is_taken() {
        String agency = SPARE.formatted(2);
        for (String body : List.of(
                "",
                "{",
                "nonsense",
                "[]",
                "\"text\"",
                "{\"cycle\":\"a\",\"cycle\":\"b\"}",
                "[".repeat(5_000),
                "{\"a\":".repeat(5_000),
                "{} {}")) {
            api.post(agency, "/api/submissions", body).problem(400, "unreadable");
        }
        assertOnlyGoodOnesAreStored(agency);
    }

    @Test
    void small_words_of_a_large_request_take_no_service_down() {
        String blanks = "{\"title\":\"\",\"measures\":[]}";
        for (String goals : List.of(many(blanks, 130_000), many(blanks, 15_000), many(blanks, 4_000))) {
            int status = api.post(
                            "210900-gov.supervisor",
                            "/api/task-lists",
                            "{\"title\":\"x\",\"aspects\":[{\"title\":\"x\",\"goals\":" + goals + "}]}")
                    .status();
            assertThat(status).isIn(400, 422);
        }
        api.post(
                        "210900-gov.supervisor",
                        "/api/task-lists",
                        "{\"title\":\"x\",\"aspects\":" + many("{}", 1_300_000) + "}")
                .problem(400, "unreadable");
    }

    @Test
    void many_of_the_largest_requests_of_one_login_at_once_take_no_service_down() throws Exception {
        String text = "{\"title\":\"" + "界".repeat((4 << 20) / 3 - 100) + "\",\"aspects\":[]}";
        List<Callable<Integer>> requests = Collections.nCopies(
                50,
                () -> api.post("210900-gov.supervisor", "/api/task-lists", text).status());
        try (ExecutorService clients = Executors.newFixedThreadPool(requests.size())) {
            for (Future<Integer> status : clients.invokeAll(requests)) {
                assertThat(status.get()).isIn(422, 429);
            }
        }
        api.get("210900-gov.supervisor", "/api/task-lists?limit=1").is(200);
    }

    private static String many(String element, int count) {
        return "[" + String.join(",", Collections.nCopies(count, element)) + "]";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /cycle                     | {"$ne": null}      | text.type
                    /cycle                     | 7                  | text.type
                    /cycle                     | "no such form!"    | text.malformed
                    /title                     | ["x"]              | text.type
                    /signedOn                  | "8 February"       | date.malformed
                    /sections                  | {}                 | list.type
                    /sections                  | [{"kind":"POEM","text":""}] | section.kind
                    /indicators                | []                 | object.type
                    /indicators/own/INS001     | -1                 | figure.negative
                    /indicators/own/INS001     | 1.5                | figure.fractional
                    /indicators/own/INS001     | 1e30               | figure.fractional
                    /indicators/own/INS001     | 1000000000000000000000000000000 | figure.too-large
                    /indicators/own/INS001     | 9007199254740992   | figure.too-large
                    /indicators/own/INS001     | true               | figure.type
                    /indicators/own/INS001     | {"$gt": ""}        | figure.type
                    /indicators/own/INS001     | "many"             | figure.malformed
                    /indicators/own/INS001     | null               | figure.type
                    /attachments               | ["sha256:x"]       | text.malformed
                    /replaces                  | {"$exists": true}  | text.type
                    /colour                    | "blue"             | field.unknown
                    """)
    void a_wrong_field_is_told_with_its_pointer(String pointer, String value, String code) {
        String agency = SPARE.formatted(3);
        ObjectNode filing = filing(agency);
        int last = pointer.lastIndexOf('/');
        ObjectNode parent = last == 0 ? filing : filing.withObject(pointer.substring(0, last));
        parent.set(pointer.substring(last + 1), Api.JSON.readTree("0"));
        String body = filing.toString()
                .replace(
                        "\"" + pointer.substring(last + 1) + "\":0",
                        "\"" + pointer.substring(last + 1) + "\":" + value);

        JsonNode problem = api.post(agency, "/api/submissions", body).problem(422, "filing-malformed");
        assertThat(problem.at("/errors/0/pointer").asString()).startsWith(pointer);
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(api.post(agency, "/api/submissions/check", body)
                        .problem(422, "filing-malformed")
                        .at("/errors"))
                .isEqualTo(problem.at("/errors"));
        assertOnlyGoodOnesAreStored(agency);
    }

    @Test
    void every_error_is_told_not_only_the_first() {
        ObjectNode filing = filing(SPARE.formatted(3)).put("title", 5).put("signedOn", "soon");
        filing.withObject("/indicators/own").put("INS002", -4);
        JsonNode problem =
                api.post(SPARE.formatted(3), "/api/submissions", filing).problem(422, "filing-malformed");
        assertThat(problem.path("errors").size()).isEqualTo(3);
    }

    @Test
    void a_body_over_the_limit_is_refused_with_and_without_its_length() {
        String agency = SPARE.formatted(4);
        ObjectNode filing = filing(agency);
        filing.putArray("sections").addObject().put("kind", "OTHER").put("text", "长".repeat(400_000));
        api.post(agency, "/api/submissions", filing).problem(413, "too-large");
        api.send(api.as(agency, "/api/submissions")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(
                                List.of(filing.toString().getBytes()))))
                .problem(413, "too-large");
        assertOnlyGoodOnesAreStored(agency);
    }

    @Test
    void another_media_type_is_refused() {
        api.send(api.as(SPARE.formatted(4), "/api/submissions")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .problem(415, "unsupported-media-type");
    }

    @Test
    void what_is_unknown_to_the_directory_is_rejected_with_reasons_at_its_own_url() {
        String agency = SPARE.formatted(5);
        ObjectNode unknownIndicator = filing(agency);
        unknownIndicator.withObject("/indicators/own").put("XYZ999", 1);
        assertRejected(api.file(unknownIndicator), "/indicators/own/XYZ999", "indicator.unknown");

        // a cycle that is unknown is nobody's ledger; the filing itself says so
        assertRejected(api.file(filing(agency).put("cycle", "annual-1066")), "/cycle", "cycle.unknown");
        // an office that exists but owes nothing in the governments' cycle
        assertRejected(api.file(filing("210105-ndmo")), "/agency", "agency.not-in-cycle");
        assertThat(api.accepted(filing(agency)).path("revision").asLong()).isEqualTo(1);
    }

    @Test
    void figures_that_contradict_each_other_are_rejected_by_rule() {
        String agency = SPARE.formatted(6);
        ObjectNode filing = filing(agency);
        filing.withObject("/indicators/own")
                .put("REC001", 10)
                .put("REC002", 6)
                .put("REC003", 3)
                .put("LIT003", 0)
                .put("LIT011", 0)
                .put("LIT012", "0.00");
        JsonNode dryRun =
                api.post(agency, "/api/submissions/check", filing).is(200).json();
        assertThat(dryRun.path("outcome").asString()).isEqualTo("REJECTED");
        JsonNode submission = api.file(filing);
        assertRejected(submission, "/indicators/own/REC001", "R08");
        assertRejected(submission, "/indicators/own/LIT012", "R05");
        filing.withObject("/indicators/own").put("REC003", 4).put("LIT012", "N/A");
        assertThat(api.post(agency, "/api/submissions/check", filing)
                        .is(200)
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("ACCEPTED");
        String accepted = api.accepted(filing).path("id").asString();
        assertThat(ids(api.get(agency, "/api/submissions?state=ACCEPTED&cycle=" + CYCLE)))
                .as("a dry run leaves nothing")
                .containsExactly(accepted);
    }

    private static void assertRejected(JsonNode submission, String pointer, String code) {
        assertThat(submission.path("state").asString()).isEqualTo("REJECTED");
        List<String> told = new ArrayList<>();
        submission
                .at("/rejection/errors")
                .forEach(error -> told.add(error.path("pointer").asString() + " "
                        + error.path("code").asString()));
        assertThat(told).contains(pointer + " " + code);
    }

    @Test
    void bad_lines_in_the_middle_of_a_batch_do_not_stop_the_others() {
        String agency = "210111-gov";
        List<String> lines = new ArrayList<>();
        lines.add(filing(agency).put("cycle", "annual-2020").toString());
        lines.add("{broken");
        lines.add(filing("210112-gov").toString());
        lines.add("");
        lines.add(filing(agency).put("title", 1).toString());
        lines.add("{\"title\":\"" + "x".repeat(1 << 20) + "\"}");
        lines.add(filing(agency).put("cycle", "annual-2019").toString());
        Api.Answer answer = api.send(api.as(agency, "/api/submissions/batch")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines))));
        answer.is(200);
        assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
        List<JsonNode> answers = answer.text().lines().map(Api.JSON::readTree).toList();
        assertThat(answers.stream().map(one -> one.path("line").asInt())).containsExactly(1, 2, 3, 5, 6, 7);
        assertThat(answers.stream().map(one -> one.at("/problem/status").asInt(202)))
                .containsExactly(202, 400, 403, 422, 413, 202);
        for (int good : new int[] {0, 5}) {
            String id = answers.get(good).path("id").asString();
            assertThat(api.get(agency, "/api/submissions/" + id + "?wait=20")
                            .is(200)
                            .json()
                            .path("state")
                            .asString())
                    .isEqualTo("ACCEPTED");
        }
    }

    @Test
    void a_batch_of_five_thousand_lines_is_answered_line_by_line() {
        String agency = "210113-gov";
        String line = filing(agency).put("cycle", "annual-2020").toString();
        Api.Answer answer = api.send(api.as(agency, "/api/submissions/batch")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString((line + "\n").repeat(5_000))));
        List<JsonNode> answers =
                answer.is(200).text().lines().map(Api.JSON::readTree).toList();
        assertThat(answers).hasSize(5_000);
        assertThat(answers)
                .allSatisfy(one -> assertThat(one.path("id").asString()).isNotBlank());
        // every acknowledged one ends at its own URL: one holds the slot, the others are told why not
        eventually(() -> {
            JsonNode books =
                    api.get(agency, "/api/cycles/annual-2020/ledger").is(200).json();
            assertThat(books.path("received").asLong()).isEqualTo(5_000);
            assertThat(books.path("accepted").asLong()).isEqualTo(1);
            assertThat(books.path("rejected").asLong()).isEqualTo(4_999);
            assertThat(books.path("balanced").asBoolean()).isTrue();
            return books;
        });
    }

    @Test
    void a_token_that_is_not_good_opens_nothing() throws Exception {
        String path = "/api/submissions?cycle=" + CYCLE;
        RSAKey genuine = JWKSet.load(Path.of(suite.data.toString(), "keys.json").toFile()).getKeys().stream()
                .filter(RSAKey.class::isInstance)
                .map(RSAKey.class::cast)
                .findFirst()
                .orElseThrow();
        RSAKey stranger = new RSAKeyGenerator(2048).keyID(genuine.getKeyID()).generate();
        Instant now = Instant.now();
        assertThat(bearer(token(genuine, api.address, now.plusSeconds(60)), path)
                        .status())
                .isEqualTo(200);
        bearer(token(genuine, api.address, now.minusSeconds(60)), path).problem(401, "unauthenticated");
        bearer(token(stranger, api.address, now.plusSeconds(60)), path).problem(401, "unauthenticated");
        bearer(token(genuine, "http://elsewhere", now.plusSeconds(60)), path).problem(401, "unauthenticated");
        for (String broken : List.of("nonsense", "two words", "a.b.c", "%", "\t", "")) {
            bearer(broken, path).problem(401, "unauthenticated");
        }
        api.send(HttpRequest.newBuilder(URI.create(api.address + path))).problem(401, "unauthenticated");
        api.send(HttpRequest.newBuilder(URI.create(api.address + "/api/submissions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                filing("210114-gov").toString())))
                .problem(401, "unauthenticated");
        assertThat(api.requestToken("210114-gov", "guess").status()).isEqualTo(401);
        assertThat(api.requestToken("999999-gov", "huikan-demo").status()).isEqualTo(401);
    }

    private static String token(RSAKey key, String issuer, Instant expires) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject("210114-gov")
                        .claim("agency", "210114-gov")
                        .claim("role", "REPORTER")
                        .issueTime(Date.from(expires.minusSeconds(600)))
                        .expirationTime(Date.from(expires))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static Api.Answer bearer(String token, String path) {
        return api.send(
                HttpRequest.newBuilder(URI.create(api.address + path)).header("Authorization", "Bearer " + token));
    }

    @Test
    void nobody_files_for_another_agency() {
        ObjectNode filing = filing("210123-gov");
        api.post("210124-gov", "/api/submissions", filing).problem(403, "agency-not-yours");
        api.post("210123-gov.reviewer", "/api/submissions", filing).problem(403, "agency-not-yours");
        api.post("210100-gov", "/api/submissions", filing).problem(403, "agency-not-yours");
        api.post("admin", "/api/submissions", filing).problem(403, "agency-not-yours");
        api.post("210124-gov", "/api/submissions/check", filing).problem(403, "agency-not-yours");
        assertOnlyGoodOnesAreStored("210123-gov");
    }

    @Test
    void a_query_that_is_none_is_refused_at_the_door_and_behind_it() {
        for (String path : List.of("/api/reviews", "/api/submissions", "/api/metrics/rollup")) {
            api.get("210202-gov", path + "?=false").problem(400, "unreadable");
            api.get("210202-gov", path + "?%F3%B4%A9%A8%22%7F=1").problem(400, "unreadable");
        }
    }

    @Test
    void a_body_without_what_it_needs_is_told_field_by_field() {
        JsonNode problem = api.post("210202-gov", "/api/receipts/verify", "{}").problem(422, "invalid");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/receipt");
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo("field.missing");
        api.post("210200-gov.reviewer", "/api/reviews/decisions", "{}").problem(422, "invalid");
        JsonNode one = api.post(
                        "210200-gov.reviewer", "/api/reviews/decisions", "{\"decisions\": [{\"version\": 1}, null]}")
                .problem(422, "invalid");
        assertThat(one.path("errors").findValuesAsString("pointer"))
                .contains("/decisions/0/submission", "/decisions/1");
        api.post("admin", "/api/dead-letters/replays", "{}").problem(422, "invalid");
        Api.Answer form = api.send(api.as("210202-gov", "/api/forms")
                .header("Content-Type", "multipart/form-data")
                .GET());
        form.is(200);
    }

    @Test
    void siblings_and_other_provinces_see_nothing() {
        String id = api.accepted(filing("210202-gov")).path("id").asString();
        for (String stranger : List.of("210203-gov", "210203-gov.reviewer", "330000-gov.reviewer", "210902-ndmo")) {
            api.get(stranger, "/api/submissions/" + id).problem(404, "submission-unknown");
            api.get(stranger, "/api/submissions/" + id + "/document").problem(404, "submission-unknown");
            api.get(stranger, "/api/metrics/rollup?cycle=" + CYCLE + "&under=210202-gov")
                    .problem(404, "agency-unknown");
            api.get(stranger, "/api/cycles/" + CYCLE + "/ledger?under=210202-gov")
                    .problem(404, "agency-unknown");
        }
        api.review("210200-gov.reviewer", id);
        for (String stranger : List.of("210203-gov.reviewer", "330000-gov.reviewer")) {
            decide(stranger, id, 1).problem(404, "review-unknown");
        }
        api.get("210000-gov.viewer", "/api/submissions/" + id).is(200);
    }

    @Test
    void a_decision_needs_the_right_reviewer_the_right_turn_and_the_version_that_is() {
        String id = api.accepted(filing("210204-gov")).path("id").asString();
        api.review("210200-gov.reviewer", id);
        decide("210204-gov.reviewer", id, 1).problem(403, "own-filing");
        decide("210200-gov", id, 1).problem(403, "not-a-reviewer");
        decide("210000-gov.reviewer", id, 1).problem(409, "not-your-turn");
        decide("210200-gov.reviewer", id, 9).problem(412, "stale");
        ObjectNode pass = Api.JSON.createObjectNode().put("decision", "PASS");
        String path = "/api/reviews/" + id + "/decisions";
        api.post("210200-gov.reviewer", path, pass).problem(428, "if-match-missing");
        api.post("210200-gov.reviewer", path, pass.deepCopy().put("digest", "sha256:other"), "If-Match", "\"1\"")
                .problem(412, "stale");
        ObjectNode emptyReturn = Api.JSON.createObjectNode().put("decision", "RETURN");
        assertThat(api.post("210200-gov.reviewer", path, emptyReturn, "If-Match", "\"1\"")
                        .problem(422, "decision-invalid")
                        .path("errors")
                        .size())
                .isEqualTo(2);
        ObjectNode past =
                emptyReturn.deepCopy().put("dueOn", LocalDate.now().minusDays(2).toString());
        past.putArray("items").addObject().put("pointer", "/title").put("reason", "X");
        api.post("210200-gov.reviewer", path, past, "If-Match", "\"1\"").problem(422, "decision-invalid");
        api.post("210200-gov.reviewer", path, "{\"decision\":{\"$ne\":1}}", "If-Match", "\"1\"")
                .problem(422, "invalid");
        assertThat(api.review("210200-gov", id).path("version").asLong()).isEqualTo(1);

        decide("210200-gov.reviewer", id, 1).is(200);
        decide("210200-gov.reviewer", id, 1).problem(412, "stale");
        decide("210200-gov.reviewer", id, 2).problem(409, "not-your-turn");
        decide("210000-gov.reviewer", id, 2).is(200);
        decide("210000-gov.reviewer", id, 3).problem(409, "not-waiting");
    }

    private static Api.Answer decide(String reviewer, String submission, long version) {
        return api.post(
                reviewer,
                "/api/reviews/" + submission + "/decisions",
                Api.JSON.createObjectNode().put("decision", "PASS"),
                "If-Match",
                "\"" + version + "\"");
    }

    @Test
    void many_decisions_at_once_are_answered_one_by_one() {
        String first = api.accepted(filing("210211-gov")).path("id").asString();
        String second = api.accepted(filing("210212-gov")).path("id").asString();
        api.review("210200-gov", first);
        api.review("210200-gov", second);
        ObjectNode body = Api.JSON.createObjectNode();
        body.putArray("decisions")
                .add(Api.JSON
                        .createObjectNode()
                        .put("submission", first)
                        .put("version", 1)
                        .put("decision", "PASS"))
                .add(Api.JSON
                        .createObjectNode()
                        .put("submission", "none")
                        .put("version", 1)
                        .put("decision", "PASS"))
                .add(Api.JSON
                        .createObjectNode()
                        .put("submission", second)
                        .put("version", 7)
                        .put("decision", "PASS"));
        JsonNode items = api.post("210200-gov.reviewer", "/api/reviews/decisions", body)
                .is(200)
                .json()
                .path("items");
        assertThat(items.at("/0/review/level").asString()).isEqualTo("PROVINCE");
        assertThat(items.at("/1/problem/status").asInt()).isEqualTo(404);
        assertThat(items.at("/2/problem/status").asInt()).isEqualTo(412);
    }

    @Test
    void the_same_key_with_another_body_never_replaces_anything() {
        String agency = "210213-gov";
        String key = UUID.randomUUID().toString();
        ObjectNode filing = filing(agency);
        String id = api.file(filing, "Idempotency-Key", key).path("id").asString();
        assertThat(api.post(agency, "/api/submissions", filing, "Idempotency-Key", key)
                        .is(202)
                        .json()
                        .path("id")
                        .asString())
                .isEqualTo(id);
        filing.withObject("/indicators/own").put("INS001", 6);
        api.post(agency, "/api/submissions", filing, "Idempotency-Key", key).problem(409, "idempotency-key-reused");
        api.post(agency, "/api/submissions", filing, "Idempotency-Key", "two words")
                .problem(422, "idempotency-key-malformed");
        assertThat(api.get(agency, "/api/submissions?cycle=" + CYCLE)
                        .is(200)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(api.get(agency, "/api/submissions/" + id + "/document")
                        .is(200)
                        .json()
                        .at("/indicators/own/INS001")
                        .asLong())
                .isEqualTo(5);
    }

    @Test
    void sixty_four_clients_with_the_same_key_and_body_at_once_make_one_submission() throws Exception {
        String agency = "210214-gov";
        String key = UUID.randomUUID().toString();
        api.token(agency);
        try (ExecutorService clients = Executors.newFixedThreadPool(64)) {
            Callable<Api.Answer> file =
                    () -> api.post(agency, "/api/submissions", filing(agency), "Idempotency-Key", key);
            List<Future<Api.Answer>> answers = IntStream.range(0, 64)
                    .mapToObj(client -> clients.submit(file))
                    .toList();
            Set<String> ids = new java.util.HashSet<>();
            for (Future<Api.Answer> answer : answers) {
                ids.add(answer.get().is(202).json().path("id").asString());
            }
            assertThat(ids).hasSize(1);
        }
        JsonNode only = api.get(agency, "/api/submissions?cycle=" + CYCLE + "&agency=" + agency)
                .is(200)
                .json();
        eventually(() -> {
            JsonNode ledger =
                    api.get(agency, "/api/cycles/" + CYCLE + "/ledger").is(200).json();
            assertThat(ledger.path("received").asLong()).isEqualTo(1);
            assertThat(ledger.path("accepted").asLong()).isEqualTo(1);
            return only;
        });
    }

    @Test
    void a_cycle_takes_filings_only_while_it_is_open() {
        issue(
                "early",
                LocalDate.now().plusDays(10),
                LocalDate.now().plusDays(20),
                LocalDate.now().plusDays(30));
        issue(
                "over",
                LocalDate.now().minusDays(30),
                LocalDate.now().minusDays(20),
                LocalDate.now().minusDays(10));
        assertRejected(api.file(filing("310105-gov").put("cycle", "early")), "/cycle", "cycle.not-open");
        assertRejected(api.file(filing("310105-gov").put("cycle", "over")), "/cycle", "cycle.closed");
        api.post("admin", "/api/cycles", cycle("over", LocalDate.now(), LocalDate.now(), LocalDate.now()))
                .problem(409, "cycle-exists");
        api.post(
                        "310000-gov.supervisor",
                        "/api/cycles",
                        cycle("mine", LocalDate.now(), LocalDate.now(), LocalDate.now()))
                .problem(403, "admin-only");
        api.post(
                        "admin",
                        "/api/cycles",
                        cycle("odd", LocalDate.now(), LocalDate.now().minusDays(1), LocalDate.now()))
                .problem(422, "cycle-invalid");
    }

    private static void issue(String id, LocalDate opens, LocalDate due, LocalDate closes) {
        api.post("admin", "/api/cycles", cycle(id, opens, due, closes)).is(201);
    }

    private static ObjectNode cycle(String id, LocalDate opens, LocalDate due, LocalDate closes) {
        ObjectNode cycle = Api.JSON
                .createObjectNode()
                .put("id", id)
                .put("form", "annual")
                .put("opensOn", opens.toString())
                .put("dueOn", due.toString())
                .put("closesOn", closes.toString());
        cycle.putObject("period").put("from", "2024-01-01").put("to", "2024-12-31");
        cycle.putObject("agencies")
                .put("under", "310000-gov")
                .putArray("levels")
                .add("COUNTY");
        return cycle;
    }

    @Test
    void a_filing_is_withdrawn_by_its_agency_until_somebody_decides() {
        String agency = "210224-gov";
        String id = api.accepted(filing(agency)).path("id").asString();
        api.post(agency, "/api/submissions/" + id + "/withdrawal", "").problem(428, "if-match-missing");
        api.post("210200-gov", "/api/submissions/" + id + "/withdrawal", "", "If-Match", "\"2\"")
                .problem(403, "agency-not-yours");
        JsonNode withdrawn = api.post(agency, "/api/submissions/" + id + "/withdrawal", "", "If-Match", "\"2\"")
                .is(200)
                .json();
        assertThat(withdrawn.path("state").asString()).isEqualTo("WITHDRAWN");
        String again = api.accepted(filing(agency)).path("id").asString();
        eventually(() -> {
            assertThat(api.get("210200-gov", "/api/reviews/" + id)
                            .is(200)
                            .json()
                            .path("state")
                            .asString())
                    .isEqualTo("WITHDRAWN");
            return null;
        });
        api.pass("210200-gov.reviewer", again);
        eventually(() -> {
            long version = api.get(agency, "/api/submissions/" + again)
                    .is(200)
                    .json()
                    .path("version")
                    .asLong();
            api.post(agency, "/api/submissions/" + again + "/withdrawal", "", "If-Match", "\"" + version + "\"")
                    .problem(409, "not-withdrawable");
            return null;
        });
    }

    @Test
    void a_receipt_is_told_from_a_forgery() {
        String agency = "210281-gov";
        JsonNode receipt =
                api.post(agency, "/api/submissions", filing(agency)).is(202).json();
        String id = receipt.path("id").asString();
        api.get(agency, "/api/submissions/" + id + "?wait=20").is(200);
        ObjectNode body = Api.JSON
                .createObjectNode()
                .put("receipt", receipt.path("receipt").asString());
        JsonNode verified =
                api.post(agency, "/api/receipts/verify", body).is(200).json();
        assertThat(verified.path("genuine").asBoolean()).isTrue();
        assertThat(verified.path("id").asString()).isEqualTo(id);
        assertThat(verified.path("state").asString()).isEqualTo("ACCEPTED");
        // a stranger learns that it is genuine, not what became of it
        assertThat(api.post("330100-gov", "/api/receipts/verify", body)
                        .is(200)
                        .json()
                        .path("state")
                        .isNull())
                .isTrue();
        String forged = receipt.path("receipt").asString().replaceFirst("\\.[^.]{4}", ".AAAA");
        for (String bad : List.of(forged, "", "a.b.c", api.token(agency))) {
            assertThat(api.post(
                                    agency,
                                    "/api/receipts/verify",
                                    Api.JSON.createObjectNode().put("receipt", bad))
                            .is(200)
                            .json()
                            .path("genuine")
                            .asBoolean())
                    .isFalse();
        }
    }

    @Test
    void unknown_paths_methods_and_parameters_are_problems_too() {
        api.get("admin", "/api/nothing").problem(404, "not-found");
        api.get("admin", "/nothing").problem(404, "not-found");
        api.send(api.as("admin", "/api/status").DELETE()).problem(405, "method-not-allowed");
        // what the container refuses before any controller sees it
        api.get("admin", "/api/reviews/a%2Fb").problem(400, "unreadable");
        api.get("admin", "/api/reviews/%00").problem(400, "unreadable");
        api.get("admin", "//api").problem(400, "unreadable");
        api.get("admin", "/api/reviews?state=NONSENSE").problem(422, "invalid");
        api.get("admin", "/api/metrics/rollup?cycle=none&under=210000-gov").problem(404, "cycle-unknown");
        api.get("210000-gov", "/api/metrics/rollup?cycle=" + CYCLE + "&indicators=NOPE1")
                .problem(422, "indicator-unknown");
        api.get("210000-gov", "/api/metrics/rollup").problem(400, "unreadable");
        api.get("admin", "/api/metrics/rollup?cycle=" + CYCLE).problem(422, "under-missing");
    }

    @Test
    void a_figure_of_no_instant_or_of_one_that_is_to_come_is_refused() {
        for (String metric :
                List.of("rollup?", "completeness?", "ranking?indicator=INS001&", "lineage?indicator=INS001&")) {
            String path = "/api/metrics/" + metric + "cycle=" + CYCLE + "&asOf=";
            api.get("210000-gov", path + Instant.now().plusSeconds(3_600)).problem(422, "as-of-later");
            api.get("210000-gov", path + "yesterday").problem(422, "invalid");
            api.get("210000-gov", path + "-999999999-01-01T00:00:00Z").is(200);
            api.get("210203-gov", path + "2024-01-01T00:00:00Z&under=210202-gov")
                    .problem(404, "agency-unknown");
        }
        String lineage = "/api/metrics/lineage?cycle=" + CYCLE + "&indicator=";
        api.get("210000-gov", lineage + "NOPE1").problem(422, "indicator-unknown");
        api.get("210000-gov", lineage + "INS001&basis=NONSENSE").problem(422, "invalid");
        // also one that is made up: the mark of its question is wrong
        for (String cursor : List.of(
                "x", "1", "-1-1", "1-99999999999999999", "9999999999-1", "999999999-1", "1-999999999999999-0")) {
            api.get("210000-gov", lineage + "INS001&cursor=" + cursor).problem(422, "invalid");
        }
        for (String limit : List.of("0", "-1", "100000")) {
            api.get("210000-gov", lineage + "INS001&limit=" + limit).problem(422, "invalid");
        }
    }

    @Test
    void lists_are_paged_to_their_end() {
        Set<String> seen = new java.util.LinkedHashSet<>();
        String cursor = "";
        do {
            JsonNode page = api.get("admin", "/api/cycles/annual-2019/obligations?limit=40" + cursor)
                    .is(200)
                    .json();
            page.path("items")
                    .forEach(item ->
                            assertThat(seen.add(item.path("agency").asString())).isTrue());
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(160);
        assertThat(seen.stream().filter(code -> code.startsWith("21")).collect(Collectors.toSet()))
                .hasSize(115);
    }
}
