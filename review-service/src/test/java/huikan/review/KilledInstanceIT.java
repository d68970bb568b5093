package huikan.review;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import huikan.events.Topics;
import huikan.review.testing.InstanceProcess;
import huikan.review.testing.OverHttp;
import huikan.testing.Infrastructure;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** One of two instances is killed in the middle of moves that come without a gap through both of them. */
class KilledInstanceIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";
    private static final String UNIT = "210902-gov";
    private static final String VICTIM = "victim";

    /** Of deadlines; that of relays is shorter. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    /** Until it is noticed that a lease has run out, on a busy machine. */
    private static final Duration NOTICED = Duration.ofSeconds(4);

    private static final int WRITERS = 4;
    private static final int DEADLINES = 20;

    /** The moves of a finding, with those who make them; the one after the registration is made of version 1. */
    private record Step(String login, String move, String body) {}

    private static final List<Step> STEPS = List.of(
            new Step(CITY, "assign", "{}"),
            new Step(UNIT, "claim", "{}"),
            new Step(UNIT, "closure-request", "{'report': 'x'}"),
            new Step("210900-gov.inspector", "closing", "{}"));

    @Autowired
    Environment environment;

    @Autowired
    MongoDatabase database;

    private InstanceProcess victim;

    /** What was acknowledged of each finding, in its order. */
    private final Map<String, List<String>> acknowledged = new ConcurrentHashMap<>();

    private volatile boolean ended;

    @BeforeEach
    void aDay() {
        itIs("2036-03-03");
    }

    @AfterEach
    void end() {
        if (victim != null) {
            victim.close();
        }
    }

    private void startVictim() throws IOException {
        victim = InstanceProcess.start(VICTIM, environment, Duration.between(Instant.now(), clock.instant()));
        await().untilAsserted(() -> {
            // again each time: what was let go meanwhile the other may have taken
            leases().updateMany(ne("owner", VICTIM), Updates.set("owner", VICTIM));
            assertThat(leases().find())
                    .isNotEmpty()
                    .allMatch(lease -> VICTIM.equals(lease.getString("owner"))
                            && lease.getDate("until").toInstant().isAfter(clock.instant()));
        });
    }

    private MongoCollection<Document> leases() {
        return database.getCollection("leases");
    }

    private String registered(String instance) {
        return "/api/findings/"
                + post(CITY, instance + "/api/findings", """
                        {'agency': '210902-gov', 'source': {'kind': 'COMPLAINT'}, 'title': 'x', 'description': 'x',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2036-12-30'}""").is(201).id();
    }

    /** Findings whose claim is due, though nobody looks at them before {@link #due}. */
    private List<String> overdue() {
        itIs("2036-03-03");
        List<String> findings = IntStream.range(0, DEADLINES)
                .mapToObj(n -> {
                    String finding = registered("");
                    move(CITY, finding, "assign", "{}").is(200);
                    return finding;
                })
                .toList();
        database.getCollection("findings").updateMany(in("_id", ids(findings)), Updates.unset("alarm"));
        return findings;
    }

    private void due(List<String> findings) {
        database.getCollection("findings").updateMany(in("_id", ids(findings)), Updates.set("alarm", new Date(0)));
    }

    private static List<String> ids(List<String> things) {
        return things.stream()
                .map(thing -> thing.substring(thing.lastIndexOf('/') + 1))
                .toList();
    }

    private Trail trail(String thing) {
        return JSON.treeToValue(get(CITY, thing + "/trail").is(200).json(), Trail.class);
    }

    private List<String> moves(String thing) {
        return trail(thing).steps().stream().map(TrailStep::move).toList();
    }

    private boolean isUrged(String finding) {
        return moves(finding).contains("urge");
    }

    /** One finding after the other, each move through the other instance than the one before. */
    private void write() {
        for (int n = 0; !ended; n++) {
            String first = instance(n);
            String finding;
            try {
                finding = registered(first);
            } catch (IllegalStateException broken) {
                assertThat(broken).hasCauseInstanceOf(IOException.class);
                continue;
            }
            List<String> done = new ArrayList<>(List.of("register"));
            acknowledged.put(finding, done);
            for (int version = 1; version <= STEPS.size(); version++) {
                Step step = STEPS.get(version - 1);
                made(finding, step, version, instance(n + version));
                done.add(step.move);
            }
        }
    }

    private String instance(int n) {
        return n % 2 == 0 && victim.isAlive() ? victim.address() : "";
    }

    /** One that was not answered is made again of the same version: it is made now, or refused since it was; the trail tells. */
    private void made(String finding, Step step, int version, String instance) {
        String etag = "\"" + version + "\"";
        try {
            post(step.login, instance + finding + "/" + step.move, step.body, "If-Match", etag)
                    .is(200);
        } catch (IllegalStateException broken) {
            assertThat(broken).hasCauseInstanceOf(IOException.class);
            assertThat(post(step.login, finding + "/" + step.move, step.body, "If-Match", etag)
                            .status())
                    .isIn(200, 403, 409, 412);
        }
    }

    @Test
    void what_was_acknowledged_is_there_once_and_the_other_goes_on() throws Exception {
        List<String> dueBefore = overdue();
        List<String> dueAfter = overdue();
        // they were to be claimed within three working days
        itIs("2036-03-12");
        startVictim();
        List<Future<?>> writing = new ArrayList<>();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int i = 0; i < WRITERS; i++) {
                writing.add(writers.submit(this::write));
            }
            await().until(() -> acknowledged.size() > 10 * WRITERS);
            due(dueBefore);
            await().pollInterval(Duration.ofMillis(1))
                    .pollDelay(Duration.ZERO)
                    .until(() -> dueBefore.stream().anyMatch(this::isUrged));
            victim.kill();
            Instant killed = clock.instant();
            due(dueAfter);
            int before = acknowledged.size();
            await().atMost(LEASE.plus(NOTICED))
                    .untilAsserted(() -> assertThat(leases().find(regex("_id", "^(outbox|deadlines)")))
                            .noneMatch(lease -> VICTIM.equals(lease.getString("owner"))));
            await().atMost(NOTICED)
                    .until(() -> dueAfter.stream().allMatch(this::isUrged)
                            && dueBefore.stream().allMatch(this::isUrged));
            assertThat(Duration.between(killed, clock.instant())).isLessThan(LEASE.plus(NOTICED));
            await().until(() -> acknowledged.size() > before + WRITERS);
        } finally {
            ended = true;
            writers.close();
        }
        for (Future<?> writer : writing) {
            writer.get();
        }
        acknowledged.forEach((finding, done) -> {
            assertThat(trail(finding).faults()).isEmpty();
            assertThat(moves(finding)).as(finding).isEqualTo(done);
        });
        for (List<String> due : List.of(dueBefore, dueAfter)) {
            due.forEach(finding -> assertThat(moves(finding)).containsExactly("register", "assign", "urge"));
        }
        assertPublished(acknowledged.keySet());
    }

    /** The steps of each in the order of its trail; what a relay was killed after may come again. */
    private void assertPublished(Set<String> findings) {
        Map<String, List<String>> expected = new ConcurrentHashMap<>();
        findings.forEach(finding -> expected.put(
                finding.substring(finding.lastIndexOf('/') + 1),
                trail(finding).steps().stream().map(TrailStep::hash).toList()));
        Map<String, Set<String>> published = new ConcurrentHashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Infrastructure.kafka(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        VICTIM + Instant.now(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.SUPERVISION));
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    JsonNode step = JSON.readTree(record.value()).path("step");
                    published
                            .computeIfAbsent(record.key(), id -> new LinkedHashSet<>())
                            .add(step.path("hash").asString());
                });
                expected.forEach((id, steps) ->
                        assertThat(published.getOrDefault(id, Set.of())).as(id).containsExactlyElementsOf(steps));
            });
        }
    }
}
