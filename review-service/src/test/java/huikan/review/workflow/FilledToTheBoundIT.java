package huikan.review.workflow;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.review.access.Directory;
import huikan.review.access.DirectoryOf;
import huikan.review.testing.OverHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** As many units, files, findings and measures as there may be: it works, each move is answered in time, one more is refused. */
class FilledToTheBoundIT extends OverHttp {

    /** Also on a machine that is busy with other tests; alone each takes less than 5 s. */
    private static final Duration IN_TIME = Duration.ofSeconds(30);
    /** Of two hundred files, so that not every one takes two moves: what is said of each is as long as it may be. */
    private static final int SCORED = 60;

    private static final int LARGEST = 1 << 20;
    private static final String CITY = "990100-gov.supervisor";

    /** Three bytes a character. */
    private static final String NOTE = "督".repeat(2_000);

    private static final String PARAGRAPH = "督".repeat(1_000);
    private static final String LINE = "督".repeat(300);

    @Autowired
    MongoDatabase database;

    @Autowired
    Directory agencies;

    @Autowired
    Evidence attachments;

    private final Map<String, String> versions = new HashMap<>();
    private List<String> units;

    @BeforeEach
    void aCity() {
        itIs("2037-03-02");
        units = DirectoryOf.city(agencies, 501);
    }

    private static String list(int many, IntFunction<String> one) {
        return IntStream.range(0, many).mapToObj(one).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(List<String> texts) {
        return list(texts.size(), i -> "'" + texts.get(i) + "'");
    }

    /** A move of the version that the move before it left, answered in time. */
    private Answer made(String login, String path, String move, String body) {
        String version =
                versions.computeIfAbsent(path, seen -> get("admin", seen).text("version"));
        long begun = System.nanoTime();
        Answer answer = post(login, path + "/" + move, body, "If-Match", "\"" + version + "\"");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(move).isLessThan(IN_TIME);
        if (answer.status() == 200) {
            versions.put(path, answer.text("version"));
        }
        return answer;
    }

    private String opened(String path, String body) {
        return path + "/" + post(CITY, path, body).is(201).id();
    }

    /** Everything of it is published and settled, and no document of it is large. */
    private void assertSmall(String path) {
        versions.remove(path);
        String[] words = path.split("/");
        MongoCollection<RawBsonDocument> cases = database.getCollection(words[2], RawBsonDocument.class);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            RawBsonDocument one = cases.find(eq(words[3])).first();
            assertThat(one.getArray("outbox")).isEmpty();
            assertThat(one.get("awaited").toString()).doesNotContain("SETTLING");
        });
        List<RawBsonDocument> all = new ArrayList<>();
        cases.find(eq(words[3])).into(all);
        for (String collection : database.listCollectionNames()) {
            if (collection.startsWith(words[2] + ".")) {
                database.getCollection(collection, RawBsonDocument.class)
                        .find(eq("case", words[3]))
                        .into(all);
            }
        }
        database.getCollection("steps", RawBsonDocument.class)
                .find(eq("case", words[2] + "/" + words[3]))
                .into(all);
        assertThat(all)
                .allSatisfy(document ->
                        assertThat(document.getByteBuffer().remaining()).isLessThan(LARGEST));
    }

    private String inspection(String groups) {
        String inspection = opened("/api/inspections", """
                {'title': '%s', 'content': '%s', 'from': '2037-03-02', 'to': '2037-12-31'}""".formatted(LINE, "督".repeat(20_000)));
        made(CITY, inspection, "approve", null).is(200);
        made(CITY, inspection, "groups", groups).is(200);
        return inspection;
    }

    /** A login of 300 characters: the role is the word, without digits. */
    private static String inspector(int n) {
        return "990100-gov.inspector%0280d".formatted(n);
    }

    private static String group(int number, List<String> agencies) {
        return """
                {'leader': '%s', 'members': ['%s', '%s'], 'agencies': %s, 'recusals': [%s]}""".formatted(
                inspector(3 * number),
                inspector(3 * number + 1),
                inspector(3 * number + 2),
                quoted(agencies),
                String.join(
                        ", ",
                        Collections.nCopies(
                                2, "{'member': '%s', 'agency': '%s', 'reason': '%s'}".formatted(LINE, LINE, LINE))));
    }

    private void visited(String inspection, int number, String agency) {
        made(inspector(3 * number), inspection, "visit", """
                {'agency': '%s', 'record': 'x', 'signedBy': ['%s', '%s'], 'findings': [{'title': 'x'}]}""".formatted(
                                agency, inspector(3 * number), inspector(3 * number + 1)))
                .is(200);
    }

    @Test
    void an_inspection_of_five_hundred_units_by_fifty_groups() {
        List<String> all = units.subList(0, 500);
        String inspection = inspection("{'groups': " + list(50, i -> group(i, all.subList(10 * i, 10 * i + 10))) + "}");
        for (int i = 0; i < 50; i++) {
            List<String> own = all.subList(10 * i, 10 * i + 10);
            made(CITY, inspection, "batch", """
                    {'group': %d, 'agencies': %s, 'from': '2037-03-02', 'to': '2037-12-31'}""".formatted(i + 1, quoted(own))).is(200);
            for (String agency : own.subList(0, 4)) {
                visited(inspection, i, agency);
            }
            made(
                            inspector(3 * i),
                            inspection,
                            "batch-closing",
                            "{'batch': %d, 'report': '%s', 'excused': %s}"
                                    .formatted(
                                            i + 1,
                                            NOTE,
                                            list(
                                                    6,
                                                    n -> "{'agency': '%s', 'reason': '%s'}"
                                                            .formatted(own.get(n + 4), LINE))))
                    .is(200);
        }
        assertThat(made(CITY, inspection, "batch", """
                        {'group': 1, 'agencies': ['%s'], 'from': '2037-03-02', 'to': '2037-12-31'}""".formatted(all.getFirst()))
                        .problem(422, "matter-invalid"))
                .contains("items.count");
        made(CITY, inspection, "conclude", null).is(200);
        made(CITY, inspection, "feedback", "{'opinion': '%s'}".formatted(NOTE)).is(200);
        assertSmall(inspection);
        assertThat(database.getCollection("findings")
                        .countDocuments(eq("source.ref", inspection.split("/")[3])))
                .isEqualTo(200);
        made(CITY, inspection, "look-back", null).is(200);
        JsonNode summary = made(CITY, inspection, "close", "{'summary': '%s'}".formatted("督".repeat(20_000)))
                .is(200)
                .json()
                .path("summary");
        assertThat(summary.path("findings").asInt()).isEqualTo(200);
        assertSmall(inspection);
    }

    @Test
    void an_inspection_of_five_hundred_units_in_one_batch() {
        String refused = opened("/api/inspections", """
                {'title': 'x', 'content': 'x', 'from': '2037-03-02', 'to': '2037-12-31'}""");
        made(CITY, refused, "approve", null).is(200);
        assertThat(made(CITY, refused, "groups", "{'groups': [" + group(0, units) + "]}")
                        .problem(422, "matter-invalid"))
                .contains("/groups/0/agencies items.count");
        assertThat(made(CITY, refused, "groups", "{'groups': " + list(51, i -> group(i, units.subList(i, i + 1))) + "}")
                        .problem(422, "matter-invalid"))
                .contains("/groups items.count");
        List<String> all = units.subList(0, 500);
        String inspection = inspection("{'groups': [" + group(0, all) + "]}");
        made(CITY, inspection, "batch", """
                {'group': 1, 'agencies': %s, 'from': '2037-03-02', 'to': '2037-12-31'}""".formatted(quoted(all))).is(200);
        for (int i = 0; i < 20; i++) {
            visited(inspection, 0, all.getFirst());
        }
        assertThat(made(inspector(0), inspection, "visit", """
                        {'agency': '%s', 'record': 'x', 'signedBy': ['%s', '%s']}""".formatted(all.getFirst(), inspector(0), inspector(1)))
                        .problem(422, "matter-invalid"))
                .containsExactly("/agency items.count");
        made(
                        inspector(0),
                        inspection,
                        "batch-closing",
                        "{'batch': 1, 'report': '%s', 'excused': %s}"
                                .formatted(
                                        NOTE,
                                        list(
                                                499,
                                                i -> "{'agency': '%s', 'reason': '%s'}"
                                                        .formatted(all.get(i + 1), LINE))))
                .is(200);
        made(CITY, inspection, "conclude", null).is(200);
        made(CITY, inspection, "feedback", null).is(200);
        assertSmall(inspection);
    }

    private static String planned(int files) {
        return """
                {'agency': '99000001-gov', 'title': '%1$s', 'from': '2036-01-01', 'to': '2036-12-31', 'count': %2$d,
                 'standard': {'name': '%1$s', 'version': '1', 'criteria': %3$s, 'vetoes': %4$s},
                 'scorers': [{'login': '99000002-gov.inspector', 'agency': '99000002-gov'},
                             {'login': '99000003-gov.inspector', 'agency': '99000003-gov'}]}""".formatted(
                        LINE,
                        files,
                        list(100, i -> "{'code': 'C%d', 'text': '%s', 'points': 1}".formatted(i, LINE)),
                        list(50, i -> "{'code': 'V%d', 'text': '%s'}".formatted(i, LINE)));
    }

    private static String pool(int files) {
        return "{'files': " + list(files, i -> "{'ref': '%027d', 'title': 'x'}".formatted(i)) + "}";
    }

    @Test
    void a_review_of_two_hundred_of_five_thousand_files() {
        post(CITY, "/api/case-reviews", planned(201)).problem(422, "matter-invalid");
        String review = opened("/api/case-reviews", planned(200));
        assertThat(made(CITY, review, "draw", pool(5_001)).problem(422, "matter-invalid"))
                .contains("/files items.count");
        List<String> refs = new ArrayList<>();
        made(CITY, review, "draw", pool(5_000))
                .is(200)
                .json()
                .path("files")
                .forEach(file -> refs.add(file.path("ref").asString()));
        assertThat(refs).hasSize(200);
        String evidence = EvidenceOf.of(attachments, "99000001-gov");
        made(
                        "99000001-gov",
                        review,
                        "hand-over",
                        "{'files': %s}"
                                .formatted(list(
                                        200,
                                        i -> i < SCORED
                                                ? "{'ref': '%s', 'evidence': ['%s']}".formatted(refs.get(i), evidence)
                                                : "{'ref': '%s', 'missing': true, 'reason': '%s'}"
                                                        .formatted(refs.get(i), LINE))))
                .is(200);
        String said = "'problems': %s, 'vetoes': %s, 'points': {%s}"
                .formatted(
                        list(20, i -> "'" + LINE.substring(2) + i + "'"),
                        list(50, i -> "'V" + i + "'"),
                        IntStream.range(0, 100).mapToObj(i -> "'C" + i + "': 1").collect(Collectors.joining(", ")));
        for (String ref : refs.subList(0, SCORED)) {
            for (String scorer : List.of("99000002-gov.inspector", "99000003-gov.inspector")) {
                made(scorer, review, "score", "{'ref': '%s', %s}".formatted(ref, said))
                        .is(200);
            }
        }
        made(
                        "99000001-gov",
                        review,
                        "object",
                        "{'files': %s, 'reason': '%s'}".formatted(quoted(refs), "督".repeat(20_000)))
                .is(200);
        made(
                        CITY,
                        review,
                        "reconsider",
                        "{'rulings': %s}"
                                .formatted(list(
                                        200,
                                        i -> "{'ref': '%s', 'vetoed': true, 'comment': '%s'}"
                                                .formatted(refs.get(i), PARAGRAPH))))
                .is(200);
        made(CITY, review, "confirm", null).is(200);
        made(CITY, review, "circulate", null).is(200);
        assertSmall(review);
        assertThat(database.getCollection("findings").countDocuments(eq("source.ref", review.split("/")[3])))
                .isEqualTo(200);
    }

    /** As many units as may help. */
    private static final String HELPERS = list(50, i -> "'99%06d-gov'".formatted(i + 1));

    private static String tasks(int many) {
        return "{'title': 'x', 'aspects': [{'title': 'x', 'goals': [{'title': 'x', 'measures': %s}]}]}"
                .formatted(list(many, i -> """
                        {'text': '%s', 'lead': '99%06d-gov', 'supporting': %s, 'dueOn': '2037-12-30', 'deliverable': 'x'}""".formatted("督".repeat(100), i % 400 + 51, i < 100 ? HELPERS : "[]")));
    }

    @Test
    void a_list_of_a_thousand_tasks() {
        assertThat(post(CITY, "/api/task-lists", tasks(1_001)).problem(422, "matter-invalid"))
                .contains("/aspects items.count");
        String list = opened("/api/task-lists", tasks(1_000));
        made(CITY, list, "issue", null).is(200);
        assertSmall(list);
        assertThat(database.getCollection("tasks").countDocuments(eq("list", list.split("/")[3])))
                .isEqualTo(1_000);
    }

    /** The same finding of an agency under other ids. */
    private List<String> closed(String agency, int many) {
        String finding = opened("/api/findings", """
                {'agency': '%s', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                 'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2037-06-30'}""".formatted(agency));
        made(CITY, finding, "assign", "{}").is(200);
        made(agency, finding, "claim", null).is(200);
        made(agency, finding, "closure-request", "{'report': 'x'}").is(200);
        made("990100-gov.inspector", finding, "closing", "{}").is(200);
        assertSmall(finding);
        Document one = database.getCollection("findings")
                .find(eq(finding.split("/")[3]))
                .first();
        List<String> others = IntStream.range(1, many)
                .mapToObj(n -> finding.split("/")[3] + "-" + n)
                .toList();
        database.getCollection("findings")
                .insertMany(others.stream()
                        .map(id -> new Document(one).append("_id", id))
                        .toList());
        return others;
    }

    @Test
    void an_order_and_a_letter_about_two_hundred_findings() {
        List<String> findings = closed("99000002-gov", 202);
        String about = """
                {'agency': '99000002-gov', 'title': '%s', 'matter': '%s', 'urgency': 'URGENT', 'basis': '%s', 'findings': %s}""";
        String text = "督".repeat(20_000);
        assertThat(post(CITY, "/api/orders", about.formatted(LINE, text, NOTE, quoted(findings)))
                        .problem(422, "matter-invalid"))
                .containsExactly("/findings items.count");
        String most = quoted(findings.subList(0, 200));
        String order = opened("/api/orders", about.formatted(LINE, text, NOTE, most));
        made(CITY, order, "register", null).is(200);
        assertSmall(order);
        made(CITY, order, "issue", null).is(200);
        made("99000002-gov", order, "receive", null).is(200);
        made("99000002-gov", order, "handle", "{'responsible': '%s'}".formatted(LINE))
                .is(200);
        made("99000002-gov", order, "reply", "{'reply': '%s'}".formatted(text)).is(200);
        made(CITY, order, "reply-acceptance", null).is(200);
        made(CITY, order, "complete", null).is(200);
        assertSmall(order);

        String letter = opened("/api/letters", """
                {'agency': '99000002-gov', 'kind': 'SUPERVISION', 'title': '%s', 'matter': '%s', 'findings': %s}""".formatted(LINE, text, most));
        made(CITY, letter, "issue", null).is(200);
        assertSmall(letter);
        made("99000002-gov", letter, "receive", null).is(200);
        made("99000002-gov", letter, "reply", "{'reply': '%s'}".formatted(text)).is(200);
        made(CITY, letter, "close", "{'comment': '%s'}".formatted(NOTE)).is(200);
        assertSmall(letter);
    }

    private String campaign(double share) {
        return opened("/api/reinspections", """
                {'title': 'x', 'under': '99000001-gov', 'closedFrom': '2037-03-02', 'closedTo': '2037-03-02', 'share': %s}""".formatted(share));
    }

    @Test
    void a_second_look_at_two_thousand_of_five_thousand_findings() {
        closed("99000001-gov", 5_001);
        assertThat(made(CITY, campaign(0.3), "draw", null).problem(422, "matter-invalid"))
                .as("too many to draw from")
                .containsExactly("findings.count");
        database.getCollection("findings").deleteOne(regex("_id", "-5000$"));
        assertThat(made(CITY, campaign(0.5), "draw", null).problem(422, "matter-invalid"))
                .as("too many to look at")
                .containsExactly("findings.count");
        String campaign = campaign(0.4);
        made(CITY, campaign, "draw", null).is(200);
        assertSmall(campaign);
        assertThat(get(CITY, campaign).json().path("items")).hasSize(2_000);
    }
}
