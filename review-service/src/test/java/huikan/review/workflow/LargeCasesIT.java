package huikan.review.workflow;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import huikan.review.finding.SecondLooks;
import huikan.review.testing.AcceptedFiling;
import huikan.review.testing.OverHttp;
import huikan.service.consuming.CloudEvents;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.node.ObjectNode;

/** How much of large documents a look at many of them moves, and how often it asks. */
class LargeCasesIT extends OverHttp {

    private static final Map<String, Long> READ = new ConcurrentHashMap<>();
    private static final Map<String, Long> ASKED = new ConcurrentHashMap<>();
    private static final int LARGE = 200_000;

    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {
        @Bean
        MongoClientSettingsBuilderCustomizer countReplies() {
            return client -> client.addCommandListener(new CommandListener() {
                @Override
                public void commandSucceeded(CommandSucceededEvent event) {
                    // relays and timers look at any time
                    if (Thread.currentThread().getName().matches("outbox|deadlines")) {
                        return;
                    }
                    String collection = event.getResponse()
                            .getDocument("cursor", new BsonDocument())
                            .getString("ns", new BsonString(""))
                            .getValue()
                            .replaceAll(".*\\.", "");
                    ASKED.merge(collection, 1L, Long::sum);
                    READ.merge(collection, (long) event.getResponse().toString().length(), Long::sum);
                }
            });
        }
    }

    @Autowired
    MongoDatabase database;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    SecondLooks looks;

    private static void forget() {
        READ.clear();
        ASKED.clear();
    }

    private static long read(String collection) {
        return READ.getOrDefault(collection, 0L);
    }

    private static long asked(String collection) {
        return ASKED.getOrDefault(collection, 0L);
    }

    /** What waits in an outbox carries once more what was said. */
    private void putIntoOutbox(String kind, String id) {
        database.getCollection(kind)
                .updateOne(
                        eq(id),
                        Updates.push(
                                "outbox",
                                new Document("id", UUID.randomUUID().toString()).append("data", "x".repeat(LARGE))));
    }

    private SubmissionAccepted accepted(String agency) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("sections").addObject().put("text", "x".repeat(LARGE));
        return AcceptedFiling.under(new Superior("210900-gov", AgencyLevel.CITY))
                .cycle("annual-2021")
                .agency(agency)
                .at(clock.instant())
                .document(body)
                .event();
    }

    @Test
    void a_list_of_reviews_moves_no_filings() {
        itIs("2022-02-01");
        List<SubmissionAccepted> filings = IntStream.range(0, 20)
                .mapToObj(n -> accepted("21090" + n + "-gov"))
                .toList();
        filings.forEach(one -> kafka.send(CloudEvents.record(one, one.id(), "/test", clock.instant())));
        await().untilAsserted(() -> assertThat(get("210900-gov.reviewer", "/api/reviews?limit=500")
                        .json()
                        .path("items"))
                .hasSize(filings.size()));
        filings.forEach(one -> putIntoOutbox("reviews", one.id()));
        forget();
        assertThat(get("210900-gov.reviewer", "/api/reviews?limit=500").json().path("items"))
                .hasSize(filings.size());
        assertThat(read("reviews")).isBetween(1L, (long) LARGE);
    }

    @Test
    void what_a_campaign_may_draw_from_is_read_without_what_was_said() {
        itIs("2034-03-01");
        String supervisor = "210000-ndmo.supervisor";
        String finding = "/api/findings/"
                + post(supervisor, "/api/findings", """
                        {'agency': '210200-ndmo', 'source': {'kind': 'CASE_REVIEW'}, 'title': 'x', 'description': '%s',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2034-03-31'}""".formatted("x".repeat(20_000)))
                        .is(201)
                        .id();
        move(supervisor, finding, "assign", "{}").is(200);
        move("210200-ndmo", finding, "claim", null).is(200);
        move("210200-ndmo", finding, "closure-request", "{'report': '%s'}".formatted("x".repeat(20_000)))
                .is(200);
        move(supervisor, finding, "closing", "{}").is(200);
        copies(finding, 49);
        forget();
        LocalDate day = LocalDate.parse("2034-03-01");
        assertThat(looks.closed(new Caller("x", "210000-ndmo", Role.SUPERVISOR), "210200-ndmo", day, day, 500))
                .hasSize(50);
        assertThat(read("findings")).isBetween(1L, 50_000L);
    }

    /** The same case under other ids. */
    private void copies(String path, int many) {
        String[] words = path.split("/");
        MongoCollection<Document> cases = database.getCollection(words[2]);
        Document one = cases.find(eq(words[3])).first();
        one.remove("outbox");
        cases.insertMany(IntStream.range(0, many)
                .mapToObj(n -> new Document(one).append("_id", words[3] + "-" + n))
                .toList());
    }

    @Test
    void the_registers_of_many_units_are_counted_at_once() {
        itIs("2034-05-01");
        forget();
        assertThat(get("210000-gov.supervisor", "/api/registers?limit=500")
                        .json()
                        .path("items"))
                .hasSizeGreaterThan(2);
        // how many there are, and what they are
        assertThat(asked("findings")).isEqualTo(2);
    }

    @Test
    void what_the_moves_of_a_page_depend_on_is_asked_for_once() {
        itIs("2034-06-01");
        String supervisor = "210900-gov.supervisor";
        String finding = post(supervisor, "/api/findings", """
                        {'agency': '210902-gov', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2034-06-30'}""").is(201).id();
        String order = "/api/orders/"
                + post(supervisor, "/api/orders", """
                        {'agency': '210902-gov', 'title': 'x', 'matter': 'x', 'urgency': 'URGENT', 'findings': ['%s']}""".formatted(finding))
                        .is(201)
                        .id();
        move(supervisor, order, "register", null).is(200);
        move(supervisor, order, "issue", null).is(200);
        move("210902-gov", order, "receive", null).is(200);
        move("210902-gov", order, "handle", null).is(200);
        move("210902-gov", order, "reply", "{'reply': 'x'}").is(200);
        move(supervisor, order, "reply-acceptance", null).is(200);
        copies(order, 30);
        forget();
        assertThat(get(supervisor, "/api/orders?status=VERIFYING&limit=500")
                        .json()
                        .path("items"))
                .hasSizeGreaterThan(30);
        assertThat(asked("findings")).isEqualTo(1);
    }

    @Test
    void of_a_list_of_many_tasks_the_units_are_looked_up_level_by_level() {
        itIs("2034-07-01");
        String measures = IntStream.range(0, 300)
                .mapToObj(n -> "{'text': 'x', 'lead': '21090%d-gov', 'dueOn': '2034-12-29', 'deliverable': 'x'}"
                        .formatted(2 + n % 2))
                .collect(Collectors.joining(", "));
        String list = "/api/task-lists/"
                + post("210900-gov.supervisor", "/api/task-lists", """
                        {'title': 'x', 'aspects': [{'title': 'x', 'goals': [{'title': 'x', 'measures': [%s]}]}]}""".formatted(measures))
                        .is(201)
                        .id();
        forget();
        move("210900-gov.supervisor", list, "issue", null).is(200);
        await().untilAsserted(() -> assertThat(
                        database.getCollection("tasks").countDocuments(eq("list", list.split("/")[3])))
                .isEqualTo(300));
        assertThat(asked("agencies")).isBetween(1L, 20L);
    }

    @Test
    void all_evidence_of_a_request_is_looked_up_at_once() {
        itIs("2034-08-01");
        String finding = "/api/findings/"
                + post("210900-gov.supervisor", "/api/findings", """
                        {'agency': '210902-gov', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2034-08-31'}""").is(201).id();
        move("210900-gov.supervisor", finding, "assign", "{}").is(200);
        move("210902-gov", finding, "claim", null).is(200);
        forget();
        move(
                        "210902-gov",
                        finding,
                        "closure-request",
                        "{'report': 'x', 'evidence': [%s]}"
                                .formatted(
                                        String.join(", ", Collections.nCopies(100, "'sha256:" + "a".repeat(64) + "'"))))
                .is(200);
        assertThat(asked("attachments")).isEqualTo(1);
    }
}
