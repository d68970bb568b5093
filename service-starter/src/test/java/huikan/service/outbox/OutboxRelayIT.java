package huikan.service.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyLevel;
import huikan.events.Topics;
import huikan.service.lease.Lease;
import huikan.testing.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(properties = {"spring.application.name=outbox-test", "huikan.outbox.sweep=300ms"})
class OutboxRelayIT {

    @SpringBootApplication
    static class App {
        @Bean
        OutboxSource things() {
            return new OutboxSource("things");
        }

        @Bean
        List<OutboxSource> further() {
            return List.of(new OutboxSource("further"));
        }
    }

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry properties) {
        Infrastructure.register(properties);
    }

    @Autowired
    MongoDatabase database;

    @Autowired
    OutboxRelays relays;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Value("${spring.kafka.bootstrap-servers}")
    String brokers;

    private static AgencyPut event(String code, long version) {
        return new AgencyPut(code, "name", AgencyLevel.COUNTY, null, null, version);
    }

    private MongoCollection<Document> things() {
        return database.getCollection("things");
    }

    private void write(String id, AgencyPut... events) {
        things().insertOne(new Document("_id", id).append(Outbox.FIELD, Outbox.of(Instant.now(), events)));
    }

    /** The values published under a key, in their order. */
    private List<ConsumerRecord<String, String>> published(String key, int atLeast) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.AGENCIES));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
                return found.size() >= atLeast;
            });
        }
        return found;
    }

    @Test
    void what_waits_in_a_document_is_published_in_order_and_taken_out() {
        write("a", event("a", 1), event("a", 2), event("a", 3));
        relays.announce("things", "a");
        assertThat(published("a", 3))
                .extracting(record -> record.value().replaceAll(".*\"version\":(\\d+).*", "$1"))
                .containsExactly("1", "2", "3");
        await().untilAsserted(() -> assertThat(things().find(eq("a")).first().getList(Outbox.FIELD, Document.class))
                .isEmpty());
    }

    private static Outbox.Kept kept(String id, long n, String text) {
        return new Outbox.Kept("kept", new Document("_id", id).append("n", n).append("text", text));
    }

    private Document keptAs(String id) {
        return database.getCollection("kept").find(eq(id)).first();
    }

    @Test
    void what_is_kept_beside_a_document_leaves_with_its_event_and_the_newest_stays() {
        things().insertOne(new Document("_id", "k")
                .append(
                        Outbox.FIELD,
                        Outbox.of(Instant.now(), List.of(kept("k1", 1, "old"), kept("k2", 1, "x")), event("k", 1))));
        published("k", 1);
        await().untilAsserted(() -> assertThat(things().find(eq("k")).first().getList(Outbox.FIELD, Document.class))
                .isEmpty());
        assertThat(keptAs("k1").getString("text")).isEqualTo("old");
        assertThat(keptAs("k2").getString("text")).isEqualTo("x");
        things().updateOne(eq("k"), Outbox.push(Instant.now(), List.of(kept("k1", 3, "new")), event("k", 2)));
        await().untilAsserted(() -> assertThat(keptAs("k1").getString("text")).isEqualTo("new"));
        // as from a relay that was cut short and tells it once more
        things().updateOne(eq("k"), Outbox.push(Instant.now(), List.of(kept("k1", 2, "late")), event("k", 3)));
        await().untilAsserted(() -> assertThat(things().find(eq("k")).first().getList(Outbox.FIELD, Document.class))
                .isEmpty());
        assertThat(keptAs("k1").getString("text")).isEqualTo("new");
    }

    @Test
    void what_has_no_event_waits_for_one() {
        things().insertOne(new Document("_id", "q").append(Outbox.FIELD, Outbox.quiet(List.of(kept("q1", 1, "x")))));
        assertThat(Outbox.kept(things().find(eq("q")).first(), "kept"))
                .extracting(one -> one.getString("text"))
                .containsExactly("x");
        things().updateOne(eq("q"), Outbox.push(Instant.now(), event("q", 1)));
        await().untilAsserted(() -> assertThat(keptAs("q1")).isNotNull());
        // what is nobody else's business leaves too, without being published
        things().updateOne(eq("q"), Outbox.push(Instant.now(), List.of(kept("q1", 2, "y"))));
        await().untilAsserted(() -> assertThat(keptAs("q1").getString("text")).isEqualTo("y"));
        await().untilAsserted(() -> assertThat(things().find(eq("q")).first().getList(Outbox.FIELD, Document.class))
                .isEmpty());
    }

    @Test
    void what_nobody_announced_is_found_by_the_sweep() {
        write("b", event("b", 1));
        assertThat(published("b", 1)).hasSize(1);
    }

    @Test
    void sources_declared_one_by_one_take_no_list_of_them_away() {
        database.getCollection("further")
                .insertOne(new Document("_id", "l").append(Outbox.FIELD, Outbox.of(Instant.now(), event("l", 1))));
        assertThat(published("l", 1)).hasSize(1);
    }

    @Test
    void an_event_is_a_cloud_event_in_binary_mode() {
        write("c", event("c", 1));
        ConsumerRecord<String, String> record = published("c", 1).getFirst();
        Map<String, String> headers = new java.util.HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "agency.put.v1")
                .containsEntry("ce_source", "/outbox-test")
                .containsEntry("ce_subject", "c")
                .containsEntry("content-type", "application/json")
                .containsKeys("ce_id", "ce_time");
        assertThat(record.value()).startsWith("{\"code\":\"c\"");
    }

    @Test
    void of_two_instances_one_has_the_lease_until_it_ends() {
        MongoCollection<Document> leases = database.getCollection("test-leases");
        Clock then = Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
        Clock later = Clock.offset(then, Duration.ofSeconds(6));
        Duration length = Duration.ofSeconds(5);
        Lease first = new Lease(leases, "x", "first", length, then);
        assertThat(first.hold()).isTrue();
        assertThat(new Lease(leases, "x", "second", length, then).hold()).isFalse();
        assertThat(new Lease(leases, "x", "first", length, then).hold()).isTrue();
        Lease second = new Lease(leases, "x", "second", length, later);
        assertThat(second.hold()).isTrue();
        assertThat(new Lease(leases, "x", "first", length, later).hold()).isFalse();
        second.release();
        assertThat(new Lease(leases, "x", "first", length, later).hold()).isTrue();
    }

    @Test
    void an_instance_without_the_lease_publishes_nothing() {
        database.getCollection("leases")
                .insertOne(new Document("_id", "outbox-of-others")
                        .append("owner", "another instance")
                        .append("until", Date.from(Instant.now().plusSeconds(600))));
        OutboxRelays idle = instance("me", "outbox-of-others", kafka, "others");
        database.getCollection("others")
                .insertOne(new Document("_id", "d").append(Outbox.FIELD, Outbox.of(Instant.now(), event("d", 1))));
        idle.start();
        idle.announce("others", "d");
        // another event, relayed by the instance that has its lease, comes; this one does not
        write("e", event("e", 1));
        published("e", 1);
        idle.stop();
        assertThat(database.getCollection("others").find(eq("d")).first().getList(Outbox.FIELD, Document.class))
                .hasSize(1);
    }

    private static final OutboxSettings SETTINGS =
            new OutboxSettings(Duration.ofSeconds(1), Duration.ofMillis(300), 10, Duration.ofMillis(20));

    private OutboxRelay relay(String collection, KafkaTemplate<String, byte[]> broker) {
        return new OutboxRelay(
                database.getCollection(collection), publisher(collection, broker), SETTINGS, Clock.systemUTC());
    }

    private OutboxRelays instance(
            String owner, String lease, KafkaTemplate<String, byte[]> broker, String... collections) {
        return instance(
                owner,
                lease,
                Stream.of(collections).map(one -> relay(one, broker)).toArray(OutboxRelay[]::new));
    }

    private OutboxRelays instance(String owner, String lease, OutboxRelay... relays) {
        return new OutboxRelays(
                List.of(relays),
                new Lease(database.getCollection("leases"), lease, owner, SETTINGS.lease(), Clock.systemUTC()),
                SETTINGS);
    }

    private OutboxPublisher publisher(String collection, KafkaTemplate<String, byte[]> broker) {
        return new OutboxPublisher(database.getCollection(collection), database::getCollection, broker, "test");
    }

    /** Of the leases an entry is the first instance's. */
    private void awaitFirst(String lease) {
        await().until(() -> database.getCollection("leases")
                        .find(and(eq(lease), eq("owner", "first")))
                        .first()
                != null);
    }

    /** Without a gap, until it is interrupted. */
    private static Thread announcing(OutboxRelays relays, String collection, String id) {
        return Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                relays.announce(collection, id);
            }
        });
    }

    @Test
    void what_another_instance_wrote_leaves_though_the_holder_has_no_pause() {
        MongoCollection<Document> busy = database.getCollection("busy");
        OutboxRelays first = instance("first", "busy-lease", kafka, "busy");
        OutboxRelays second = instance("second", "busy-lease", kafka, "busy");
        first.start();
        awaitFirst("busy-lease");
        second.start();
        Thread announcing = announcing(first, "busy", "own");
        try {
            for (String id : List.of("f1", "f2", "f3")) {
                busy.insertOne(new Document("_id", id)
                        .append(Outbox.FIELD, Outbox.of(Instant.now(), event(id, 1), event(id, 2))));
                second.announce("busy", id);
            }
            await().atMost(Duration.ofSeconds(3)).until(() -> busy.countDocuments(exists(Outbox.FIELD + ".id")) == 0);
        } finally {
            announcing.interrupt();
            first.stop();
            second.stop();
        }
        // at least once: a lease that ran out on a busy machine is no fault
        assertThat(published("f3", 2).stream().map(OutboxRelayIT::version).distinct())
                .containsExactly(1L, 2L);
    }

    @Test
    void when_the_holder_dies_another_goes_on_and_nothing_is_lost_or_changes_its_order() {
        MongoCollection<Document> shared = database.getCollection("shared");
        OutboxRelays first = instance("first", "shared-lease", kafka, "shared");
        OutboxRelays second = instance("second", "shared-lease", kafka, "shared");
        first.start();
        awaitFirst("shared-lease");
        second.start();
        shared.insertOne(new Document("_id", "s").append(Outbox.FIELD, List.of()));
        int last = 200;
        try {
            for (int version = 1; version <= last; version++) {
                shared.updateOne(eq("s"), Outbox.push(Instant.now(), event("s", version)));
                (version % 2 == 0 || version > last / 2 ? second : first).announce("shared", "s");
                if (version == last / 2) {
                    first.stop();
                    // it had no time to give its lease back
                    database.getCollection("leases")
                            .insertOne(new Document("_id", "shared-lease")
                                    .append("owner", "first")
                                    .append("until", Date.from(Instant.now().plusSeconds(1))));
                }
            }
            await().until(() -> shared.countDocuments(exists(Outbox.FIELD + ".id")) == 0);
        } finally {
            second.stop();
        }
        assertThat(published("s", last).stream().map(OutboxRelayIT::version).distinct())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
    }

    private static long version(ConsumerRecord<String, String> record) {
        return JsonMapper.shared().readTree(record.value()).path("version").asLong();
    }

    @Test
    void the_oldest_event_is_known_whoever_wrote_it() {
        KafkaTemplate<String, byte[]> away = new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(
                Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", "50"),
                new StringSerializer(),
                new ByteArraySerializer()));
        Instant longAgo = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
        OutboxRelay aged = relay("aged", away);
        OutboxRelays holder = instance("first", "aged-lease", aged, relay("beside", kafka));
        holder.start();
        Thread announcing = announcing(holder, "aged", "own");
        try {
            awaitFirst("aged-lease");
            database.getCollection("aged")
                    .insertMany(List.of(
                            new Document("_id", "own").append(Outbox.FIELD, Outbox.of(Instant.now(), event("own", 1))),
                            new Document("_id", "old").append(Outbox.FIELD, Outbox.of(longAgo, event("old", 1)))));
            await().untilAsserted(() -> assertThat(aged.waitingSince()).isEqualTo(longAgo));
            // another collection is held up by none of it
            database.getCollection("beside")
                    .insertOne(new Document("_id", "m").append(Outbox.FIELD, Outbox.of(Instant.now(), event("m", 1))));
            assertThat(published("m", 1)).hasSize(1);
        } finally {
            announcing.interrupt();
            holder.stop();
            away.destroy();
        }
    }
}
