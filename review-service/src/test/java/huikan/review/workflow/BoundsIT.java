package huikan.review.workflow;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import huikan.review.testing.OverHttp;
import huikan.trail.Trail;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is used to the full stays small: a document, and each of its steps. */
class BoundsIT extends OverHttp {

    private static final int LARGEST = 1 << 20;
    private static final String CITY = "210900-gov.supervisor";
    private static final String UNIT = "210902-gov";

    /** Three bytes each. */
    private static final String TEXT = "督".repeat(20_000);

    private static final String NOTE = "督".repeat(2_000);
    private static final String PARAGRAPH = "督".repeat(1_000);
    private static final String LINE = "督".repeat(300);

    @Autowired
    MongoDatabase database;

    @BeforeEach
    void aDay() {
        itIs("2033-03-01");
    }

    private static String evidence() {
        return Collections.nCopies(100, "'sha256:" + "a".repeat(64) + "'").stream()
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String finding() {
        return "/api/findings/"
                + post(CITY, "/api/findings", """
                        {'agency': '210902-gov', 'source': {'kind': 'COMPLAINT', 'ref': '%s'}, 'title': '%s', 'description': '%s',
                         'category': '%s', 'rectify': 'BY_DEADLINE', 'dueOn': '2033-12-30'}""".formatted(NOTE, LINE, TEXT, LINE))
                        .is(201)
                        .id();
    }

    private String planned() {
        String finding = finding();
        move(CITY, finding, "assign", "{}").is(200);
        move(UNIT, finding, "claim", null).is(200);
        String measures = IntStream.range(0, 100)
                .mapToObj(i -> "{'text': '%s', 'owner': '%s', 'dueOn': '2033-12-01'}".formatted(PARAGRAPH, LINE))
                .collect(Collectors.joining(", "));
        move(UNIT, finding, "plan", "{'measures': [" + measures + "]}").is(200);
        move(CITY, finding, "plan-approval", "{'approved': true, 'comment': '%s'}".formatted(NOTE))
                .is(200);
        return finding;
    }

    /** When everything that waited has left it. */
    private long size(String path) {
        String[] words = path.split("/");
        String kind = words[2];
        String id = words[3];
        await().untilAsserted(() -> assertThat(
                        database.getCollection(kind).find(eq(id)).first().getList("outbox", Document.class))
                .isEmpty());
        return database.getCollection(kind, RawBsonDocument.class)
                .find(eq(id))
                .first()
                .getByteBuffer()
                .remaining();
    }

    private void assertStepsAreSmall(String path) {
        String[] words = path.split("/");
        for (RawBsonDocument step :
                database.getCollection("steps", RawBsonDocument.class).find(eq("case", words[2] + "/" + words[3]))) {
            assertThat(step.getByteBuffer().remaining()).isLessThan(LARGEST);
        }
    }

    @Test
    void a_finding_filled_to_its_bounds_is_below_a_mebibyte_however_often_it_goes_to_and_fro() {
        String finding = planned();
        for (int i = 0; i < 5; i++) {
            move(
                            UNIT,
                            finding,
                            "progress",
                            "{'measure': %d, 'percent': 100, 'text': '%s', 'evidence': %s}"
                                    .formatted(i, TEXT, evidence()))
                    .is(200);
            move(UNIT, finding, "extension", "{'to': '2034-0%d-15', 'reason': '%s'}".formatted(i + 1, NOTE))
                    .is(200);
            move(CITY, finding, "extension-ruling", "{'granted': false, 'comment': '%s'}".formatted(NOTE))
                    .is(200);
        }
        for (int i = 5; i < 100; i++) {
            move(UNIT, finding, "progress", "{'measure': %d, 'percent': 100}".formatted(i))
                    .is(200);
        }
        for (int i = 0; i < 5; i++) {
            move(UNIT, finding, "closure-request", "{'report': '%s', 'evidence': %s}".formatted(TEXT, evidence()))
                    .is(200);
            move(CITY, finding, "refusal", "{'reason': '%s'}".formatted(NOTE)).is(200);
        }
        for (int i = 0; i < 5; i++) {
            move(CITY, finding, "transfer", "{'organ': '%s', 'reason': '%s'}".formatted(LINE, NOTE))
                    .is(200);
        }
        assertThat(size(finding)).isBetween(500_000L, (long) LARGEST);
        assertStepsAreSmall(finding);
        Trail trail = JSON.treeToValue(get(CITY, finding + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.steps()).hasSize(130);
        assertThat(get(CITY, finding).json().path("refusals")).hasSize(3);
    }

    /** Reports of this length ended the process of broker and store once. */
    @Test
    void a_case_does_not_grow_with_the_number_of_its_reports() {
        String finding = planned();
        String report = "{'measure': 0, 'percent': 50, 'text': '%s'}".formatted("x".repeat(9_000));
        for (int i = 0; i < 10; i++) {
            move(UNIT, finding, "progress", report).is(200);
        }
        long early = size(finding);
        for (int i = 0; i < 50; i++) {
            move(UNIT, finding, "progress", report).is(200);
        }
        assertThat(size(finding)).isLessThan(early + 1_000);
        assertThat(get(UNIT, finding + "/trail").is(200).json().path("steps"))
                .filteredOn(step -> step.path("move").asString().equals("progress"))
                .hasSize(60)
                .allMatch(step -> step.at("/request/text").asString().length() == 9_000);
    }

    /** A hundred attachments of each of two hundred files, each within its bounds. */
    @Test
    void what_is_said_with_one_move_has_a_bound_whatever_it_consists_of() {
        String review = "/api/case-reviews/"
                + post(CITY, "/api/case-reviews", """
                        {'agency': '210902-gov', 'title': 'x', 'from': '2032-01-01', 'to': '2032-12-31', 'count': 200,
                         'standard': {'name': 'x', 'version': '1', 'criteria': [{'code': 'A', 'text': 'x', 'points': 100}]},
                         'scorers': [{'login': '210903-gov.inspector', 'agency': '210903-gov'},
                                     {'login': '210200-gov.inspector', 'agency': '210200-gov'}]}""").is(201).id();
        move(CITY, review, "draw", files(i -> "{'ref': '%d', 'title': 'x'}".formatted(i)))
                .is(200);
        String evidence = evidence();
        move(UNIT, review, "hand-over", files(i -> "{'ref': '%d', 'evidence': %s}".formatted(i, evidence)))
                .problem(413, "too-large");
        String one = evidence.substring(0, evidence.indexOf(',')) + "]";
        move(UNIT, review, "hand-over", files(i -> "{'ref': '%d', 'evidence': %s}".formatted(i, one)))
                .is(200);
    }

    private static String files(IntFunction<String> file) {
        return IntStream.range(0, 200).mapToObj(file).collect(Collectors.joining(", ", "{'files': [", "]}"));
    }

    /** Each working paper is as large as it may be. */
    @Test
    void what_waits_for_the_broker_has_a_bound_in_bytes() {
        // no other test inspects in this year
        itIs("2028-03-01");
        String inspection = running();
        MongoCollection<Document> inspections = database.getCollection("inspections");
        Bson id = eq(inspection.substring("/api/inspections/".length()));
        // the broker takes nothing of this inspection, for what is first in its outbox is not taken
        Document first = new Document("id", "first")
                .append("topic", "not a topic")
                .append("key", "x")
                .append("type", "x")
                .append("subject", "x")
                .append("at", new Date(0))
                .append("data", "{}")
                .append("trace", "x");
        size(inspection);
        inspections.updateOne(id, Updates.push("outbox", first));
        try {
            int papers = 0;
            while (visited(inspection).status() == 200) {
                papers++;
            }
            visited(inspection).problem(503, "unavailable");
            assertThat(papers).isGreaterThan(1);
            assertThat(database.getCollection("inspections", RawBsonDocument.class)
                            .find(id)
                            .first()
                            .getByteBuffer()
                            .remaining())
                    .isLessThan(4 * LARGEST);
        } finally {
            inspections.updateOne(id, Updates.pull("outbox", eq("id", "first")));
        }
        await().untilAsserted(() -> visited(inspection).is(200));
        assertThat(size(inspection)).as("papers are documents of their own").isLessThan(10_000);
    }

    private String running() {
        String inspection = "/api/inspections/"
                + post(CITY, "/api/inspections", """
                        {'title': 'x', 'content': 'x', 'under': '210900-gov', 'from': '2028-03-01', 'to': '2028-12-31'}""").is(201).id();
        move(CITY, inspection, "approve", null).is(200);
        move(CITY, inspection, "groups", """
                        {'groups': [{'leader': '210900-gov.inspector', 'members': ['210900-gov.inspector2'],
                          'agencies': ['210902-gov']}]}""").is(200);
        move(CITY, inspection, "batch", """
                        {'group': 1, 'agencies': ['210902-gov'], 'from': '2028-03-01', 'to': '2028-12-31'}""").is(200);
        return inspection;
    }

    private Answer visited(String inspection) {
        String found = "{'title': '%s', 'description': '%s'}".formatted(LINE, PARAGRAPH);
        return move("210900-gov.inspector", inspection, "visit", """
                        {'agency': '210902-gov', 'record': '%s', 'signedBy': ['210900-gov.inspector', '210900-gov.inspector2'],
                         'recommendations': ['%s'], 'findings': [%s]}""".formatted(
                        TEXT,
                        String.join("', '", Collections.nCopies(20, PARAGRAPH)),
                        String.join(", ", Collections.nCopies(20, found))));
    }

    @Test
    void texts_beyond_their_bounds_are_refused() {
        String finding = planned();
        assertThat(move(UNIT, finding, "progress", "{'measure': 0, 'percent': 1, 'text': '%s'}".formatted(TEXT + "x"))
                        .problem(422, "matter-invalid"))
                .containsExactly("/text text.too-long");
        assertThat(move(CITY, finding, "transfer", "{'organ': 'x', 'reason': '%s'}".formatted(NOTE + "x"))
                        .problem(422, "matter-invalid"))
                .containsExactly("/reason text.too-long");
        assertThat(move(CITY, finding, "transfer", "{'organ': 'a\\u0000b', 'reason': 'x'}")
                        .problem(422, "matter-invalid"))
                .containsExactly("/organ text.not-unicode");
    }

    @Test
    void a_page_of_large_cases_ends_early_and_the_next_goes_on() {
        List<String> all = IntStream.range(0, 16).mapToObj(i -> planned()).toList();
        String path = "/api/findings?agency=210902-gov&order=DUE&limit=500";
        int seen = 0;
        int pages = 0;
        String cursor = "";
        do {
            Answer page = get(CITY, path + cursor).is(200);
            assertThat(page.response().body().length).isLessThan(8 << 20);
            for (String one : all) {
                seen += page.response().body().length > 0
                                && page.json()
                                        .path("items")
                                        .valueStream()
                                        .anyMatch(item ->
                                                one.endsWith(item.path("id").asString()))
                        ? 1
                        : 0;
            }
            pages++;
            cursor = page.json().path("next").isNull() ? null : "&cursor=" + page.text("next");
        } while (cursor != null);
        assertThat(seen).isEqualTo(all.size());
        assertThat(pages).isGreaterThan(1);
    }

    @Test
    void a_letter_and_an_order_filled_to_their_bounds_are_below_a_mebibyte() {
        String letter = "/api/letters/"
                + post(CITY, "/api/letters", """
                        {'agency': '210902-gov', 'kind': 'SUPERVISION', 'title': '%s', 'matter': '%s'}""".formatted(LINE, TEXT)).is(201).id();
        move(CITY, letter, "issue", null).is(200);
        move(UNIT, letter, "receive", null).is(200);
        move(UNIT, letter, "reply", "{'reply': '%s', 'evidence': %s}".formatted(TEXT, evidence()))
                .is(200);
        move(CITY, letter, "close", "{'comment': '%s'}".formatted(NOTE)).is(200);
        assertThat(size(letter)).isLessThan(LARGEST);
        String order = "/api/orders/"
                + post(CITY, "/api/orders", """
                        {'agency': '210902-gov', 'title': '%s', 'matter': '%s', 'urgency': 'HARD', 'basis': '%s'}""".formatted(LINE, TEXT, NOTE))
                        .is(201)
                        .id();
        for (String move : List.of("register", "issue")) {
            move(CITY, order, move, null).is(200);
        }
        move(UNIT, order, "receive", null).is(200);
        move(UNIT, order, "handle", "{'responsible': '%s'}".formatted(LINE)).is(200);
        for (int i = 0; i < 6; i++) {
            move(UNIT, order, "reply", "{'reply': '%s', 'evidence': %s}".formatted(TEXT, evidence()))
                    .is(200);
            move(CITY, order, "reply-refusal", "{'reason': '%s'}".formatted(NOTE))
                    .is(200);
        }
        assertThat(size(order)).isLessThan(LARGEST);
        assertStepsAreSmall(order);
    }

    /** All of them are drawn, so that the result is as long as the pool. */
    @Test
    void a_draw_and_a_list_of_tasks_filled_to_their_bounds_are_below_a_mebibyte() {
        String pool = IntStream.range(0, 5_000)
                .mapToObj(i -> "{'id': '%037d'}".formatted(i))
                .collect(Collectors.joining(", "));
        String draw = "/api/draws/"
                + post(CITY, "/api/draws", "{'purpose': '%s', 'count': 5000, 'pool': [%s]}".formatted(LINE, pool))
                        .is(201)
                        .id();
        move(CITY, draw, "reveal", "{}").is(200);
        assertThat(size(draw)).isBetween(500_000L, (long) LARGEST);
        assertStepsAreSmall(draw);
        String measure = "{'text': '%s', 'lead': '210902-gov', 'dueOn': '2033-12-30', 'deliverable': '%s'}"
                .formatted(LINE, LINE);
        String measures = String.join(", ", Collections.nCopies(235, measure));
        String list = "/api/task-lists/"
                + post(
                                CITY,
                                "/api/task-lists",
                                "{'title': 'x', 'aspects': [{'title': 'x', 'goals': [{'title': 'x', 'measures': [%s]}]}]}"
                                        .formatted(measures))
                        .is(201)
                        .id();
        move(CITY, list, "issue", null).is(200);
        assertThat(size(list)).isBetween(400_000L, (long) LARGEST);
        assertStepsAreSmall(list);
    }
}
