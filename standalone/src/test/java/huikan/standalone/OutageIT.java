package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.store.EmbeddedStore;
import huikan.testing.Proxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A suite on a broker and a store of its own, which are taken away and given back. */
class OutageIT {

    private static final String CYCLE = "annual-2023";

    @TempDir
    static Path folder;

    private static final int BROKER_PORT = Ports.free();
    private static final int CONTROLLER_PORT = Ports.free();
    private static final int STORE_PORT = Ports.free();

    private static final String BROKER = "127.0.0.1:" + BROKER_PORT;

    private static Broker broker;
    private static EmbeddedStore store;
    private static Proxy proxy;
    private static RunningSuite suite;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        startBroker();
        openStore();
        proxy = new Proxy("127.0.0.1", STORE_PORT);
        suite = new RunningSuite(folder.resolve("data"), Ports.free());
        suite.start("--demo", "--kafka", BROKER, "--store", "mongodb://" + proxy.address());
        api = suite.api();
    }

    @AfterAll
    static void stop() {
        suite.close();
        proxy.close();
        broker.close();
        store.close();
    }

    private static void startBroker() {
        broker = Broker.start(folder.resolve("kafka"), BROKER_PORT, CONTROLLER_PORT);
    }

    private static void openStore() throws IOException {
        store = EmbeddedStore.open(folder.resolve("store.mv"), STORE_PORT);
    }

    private static ObjectNode filing(String agency) {
        ObjectNode filing = Api.filing(CYCLE, agency);
        filing.withObject("/indicators/own").put("INS001", 1);
        return filing;
    }

    @Test
    void a_dead_broker_is_told_within_five_seconds_and_a_retry_with_the_same_key_is_safe() {
        String agency = "210302-gov";
        api.token(agency);
        broker.close();
        long since = System.nanoTime();
        Api.Answer refused = api.post(agency, "/api/submissions", filing(agency), "Idempotency-Key", "outage");
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        refused.problem(503, "not-acknowledged");
        assertThat(refused.header("Retry-After")).isNotNull();
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        eventually(() -> {
            JsonNode status = status();
            assertThat(status.path("ready").asBoolean()).isFalse();
            assertThat(status.at("/parts/kafka").asString()).isEqualTo("DOWN");
            return null;
        });
        assertThat(suite.ask("gateway", "/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(suite.ask("gateway", "/actuator/health/readiness").status()).isEqualTo(503);

        startBroker();
        String id = eventually(() -> api.post(agency, "/api/submissions", filing(agency), "Idempotency-Key", "outage")
                .is(202)
                .json()
                .path("id")
                .asString());
        assertThat(api.get(agency, "/api/submissions/" + id + "?wait=30")
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");
        assertThat(api.get(agency, "/api/submissions?cycle=" + CYCLE)
                        .is(200)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        eventually(() -> assertThat(status().path("ready").asBoolean())
                .as(status().toString())
                .isTrue());
    }

    private static JsonNode status() {
        return api.get("admin", "/api/status").is(200).json();
    }

    @Test
    void filing_works_while_the_store_is_away_and_is_processed_when_it_is_back() throws IOException {
        String agency = "210303-gov";
        api.token(agency);
        store.close();
        String id = api.post(agency, "/api/submissions", filing(agency))
                .is(202)
                .json()
                .path("id")
                .asString();
        Api.Answer asked = api.get(agency, "/api/submissions/" + id);
        asked.problem(503, "unavailable");
        assertThat(asked.header("Retry-After")).isNotNull();
        eventually(() -> assertThat(status().at("/parts/store").asString()).isEqualTo("DOWN"));
        openStore();
        eventually(() -> {
            assertThat(api.get(agency, "/api/submissions/" + id)
                            .is(200)
                            .json()
                            .path("state")
                            .asString())
                    .isEqualTo("ACCEPTED");
            return null;
        });
        eventually(() -> assertThat(status().path("ready").asBoolean())
                .as(status().toString())
                .isTrue());
    }

    @Test
    void filings_are_acknowledged_while_the_store_hangs_and_each_is_counted_once_after_it() {
        List<String> agencies =
                List.of("210402-gov", "210403-gov", "210404-gov", "210411-gov", "210421-gov", "210422-gov");
        agencies.forEach(api::token);
        status();
        Map<String, String> ids = new TreeMap<>();
        // in the middle of the work on this one
        ids.put(agencies.getFirst(), acknowledged(agencies.getFirst()));
        proxy.freeze();
        try {
            agencies.stream().skip(1).forEach(agency -> ids.put(agency, acknowledged(agency)));
            api.get(agencies.getLast(), "/api/submissions/" + ids.get(agencies.getLast()))
                    .problem(503, "unavailable");
            eventually(() -> assertThat(status().at("/parts/store").asString()).isEqualTo("DOWN"));
        } finally {
            proxy.thaw();
        }
        eventually(() -> assertThat(status().path("ready").asBoolean())
                .as(status().toString())
                .isTrue());
        ids.forEach((agency, id) -> eventually(() -> assertThat(api.get(agency, "/api/submissions/" + id)
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED")));
        eventually(() -> assertThat(api.rollup("210400-gov", CYCLE, "210400-gov", "REPORTED")
                        .at("/indicators/INS001/total")
                        .asInt())
                .isEqualTo(agencies.size()));
    }

    private static String acknowledged(String agency) {
        return api.post(agency, "/api/submissions", filing(agency), "Idempotency-Key", "hung-" + agency)
                .is(202)
                .json()
                .path("id")
                .asString();
    }

    @Test
    void a_service_that_is_down_is_503_and_is_started_again() {
        ProcessHandle review = suite.children().stream()
                .filter(child -> child.info().commandLine().orElse("").contains("review-service"))
                .findFirst()
                .orElseThrow();
        api.token("210000-gov");
        review.destroyForcibly();
        eventually(() -> {
            Api.Answer answer = api.get("210000-gov", "/api/reviews");
            answer.problem(503, "unavailable");
            assertThat(answer.header("Retry-After")).isNotNull();
            return null;
        });
        eventually(() -> api.get("210000-gov", "/api/reviews").is(200));
        eventually(() -> assertThat(status().path("ready").asBoolean())
                .as(status().toString())
                .isTrue());
    }

    @Test
    void a_request_and_all_that_comes_of_it_are_one_trace() {
        String agency = "210311-gov";
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Api.Answer answer = api.post(
                agency, "/api/submissions", filing(agency), "traceparent", "00-" + trace + "-b7ad6b7169203331-01");
        answer.is(202);
        assertThat(answer.header("traceparent")).startsWith("00-" + trace + "-");
        api.get(agency, "/api/submissions/" + answer.json().path("id").asString() + "?wait=10")
                .is(200);
        Map<String, Object> settings = Map.of("bootstrap.servers", BROKER, "auto.offset.reset", "earliest");
        Set<String> topics = Set.of("submissions.received", "submissions");
        Set<String> seen = new TreeSet<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            eventually(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    Header header = record.headers().lastHeader("traceparent");
                    if (header != null && new String(header.value(), StandardCharsets.UTF_8).contains(trace)) {
                        seen.add(record.topic());
                    }
                }
                assertThat(seen).containsExactlyInAnyOrderElementsOf(topics);
                return null;
            });
        }
        assertThat(api.get(agency, "/api/reviews").header("traceparent")).isNotNull();
        assertThat(api.get(agency, "/api/nowhere").header("traceparent")).isNotNull();
    }

    @Test
    void a_poison_record_becomes_a_dead_letter_with_its_cause_and_blocks_nobody() {
        String agency = "210304-gov";
        String key = CYCLE + "/" + agency;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("submissions.received", key, bytes("no event at all")));
            producer.send(typed("submissions.received", key, "submission.received.v2", bytes("{broken")));
            producer.send(forged(key, agency));
            producer.send(typed("submissions.received", key, "submission.imagined.v9", bytes("{}")));
            producer.send(typed("submissions", key, "submission.accepted.v1", bytes("{}")));
            producer.send(typed("reviews", key, "review.approved.v1", bytes("[]")));
        }
        assertThat(api.accepted(filing(agency)).path("revision").asInt()).isEqualTo(1);
        eventually(() -> {
            assertThat(api.rollup("210300-gov", CYCLE, agency, "REPORTED")
                            .at("/indicators/INS001/total")
                            .asInt())
                    .isEqualTo(1);
            return null;
        });
        api.get(agency, "/api/submissions/forged").problem(404, "submission-unknown");

        List<JsonNode> letters = deadLetters("submission-service", 4);
        assertThat(letters)
                .extracting(letter -> letter.path("cause").asString())
                .anyMatch(cause -> cause.contains("no ce_type header"))
                .anyMatch(cause -> cause.contains("submission.received.v2"))
                .anyMatch(cause -> cause.contains("not the one that the event names"))
                .anyMatch(cause -> cause.contains("review.approved.v1"));
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.path("key").asString()).isEqualTo(key);
            assertThat(letter.path("failures").asInt()).isEqualTo(1);
            assertThat(Instant.parse(letter.path("failedAt").asString())).isBefore(Instant.now());
        });
        assertThat(letters)
                .extracting(letter -> letter.path("topic").asString())
                .contains("submissions.received", "reviews");
        deadLetters("review-service", 2);
        // submissions are read for rollups and for turnarounds, and reviews for these
        deadLetters("analytics-service", 3);
        api.get(agency, "/api/dead-letters").problem(403, "forbidden");

        String broken = letters.stream()
                .filter(letter -> letter.path("payload").asString().equals("{broken"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        api.post("admin", "/api/dead-letters/" + broken + "/discard", "{}").problem(422, "reason-missing");
        assertThat(api.post("admin", "/api/dead-letters/" + broken + "/replay", "")
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("REPLAYED");
        api.post("admin", "/api/dead-letters/" + broken + "/replay", "").problem(409, "dead-letter-decided");
        // it fails again, in that service only, and says so
        List<JsonNode> again = deadLetters("submission-service", 4);
        JsonNode twice = again.stream()
                .filter(letter -> letter.path("payload").asString().equals("{broken"))
                .findFirst()
                .orElseThrow();
        assertThat(twice.path("failures").asInt()).isEqualTo(2);
        assertThat(twice.path("topic").asString()).isEqualTo("submissions.received");
        deadLetters("review-service", 2);

        String ids = "\"" + String.join("\", \"", ids(again)) + "\"";
        JsonNode discarded = api.post(
                        "admin",
                        "/api/dead-letters/discards",
                        "{\"reason\": \"sent by a test\", \"ids\": [" + ids + ", \"nowhere-0-0\"]}")
                .is(200)
                .json()
                .path("items");
        assertThat(discarded).hasSize(5);
        assertThat(discarded.get(0).path("state").asString()).isEqualTo("DISCARDED");
        assertThat(discarded.get(4).path("problem").path("type").asString()).endsWith("dead-letter-unknown");
        deadLetters("submission-service", 0);
        JsonNode kept = api.get("admin", "/api/dead-letters/" + twice.path("id").asString())
                .is(200)
                .json();
        assertThat(kept.at("/decision/reason").asString()).isEqualTo("sent by a test");
        assertThat(api.get("admin", "/api/dead-letters?state=ALL&service=submission-service&limit=2")
                        .is(200)
                        .json()
                        .path("next")
                        .asString())
                .isNotBlank();
    }

    private static List<String> ids(List<JsonNode> letters) {
        return letters.stream().map(letter -> letter.path("id").asString()).toList();
    }

    /** The letters of a service that wait, once there are as many as expected; read in pages of three. */
    private static List<JsonNode> deadLetters(String service, int expected) {
        return eventually(() -> {
            List<JsonNode> letters = new java.util.ArrayList<>();
            String next = "";
            do {
                JsonNode page = api.get("admin", "/api/dead-letters?limit=3&service=" + service + next)
                        .is(200)
                        .json();
                page.path("items").forEach(letters::add);
                next = page.path("next").isNull()
                        ? ""
                        : "&cursor=" + page.path("next").asString();
            } while (!next.isEmpty());
            assertThat(letters).hasSize(expected);
            return letters;
        });
    }

    /** With a digest of another body. */
    private static ProducerRecord<String, byte[]> forged(String key, String agency) {
        ProducerRecord<String, byte[]> record = typed(
                "submissions.received",
                key,
                "submission.received.v2",
                bytes(filing(agency).toString()));
        Map.of(
                        "ce_subject",
                        "forged",
                        "ce_time",
                        Instant.now().toString(),
                        "ce_cycle",
                        CYCLE,
                        "ce_agency",
                        agency,
                        "ce_login",
                        "nobody",
                        "ce_digest",
                        "sha256:0")
                .forEach((name, value) -> record.headers().add(name, bytes(value)));
        return record;
    }

    private static ProducerRecord<String, byte[]> typed(String topic, String key, String type, byte[] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        record.headers().add("ce_type", bytes(type));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
