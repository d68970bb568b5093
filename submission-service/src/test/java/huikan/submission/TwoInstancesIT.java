package huikan.submission;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import huikan.events.AgencyLevel;
import huikan.events.SubmissionReceived;
import huikan.events.Topics;
import huikan.service.consuming.CloudEvents;
import huikan.service.consuming.ReceivedFilings;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.testing.Received;
import huikan.testing.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;

/** Two instances of the service on one broker and store, the first of which relays. */
class TwoInstancesIT {

    private static final String CYCLE = "annual-2021";

    private final String database = "test_" + UUID.randomUUID().toString().replace("-", "");
    /** What was told, by code of an agency and by id of a filing. */
    private final Set<String> told = new HashSet<>();

    private ConfigurableApplicationContext first;
    private ConfigurableApplicationContext second;
    private KafkaConsumer<String, byte[]> reading;

    private ConfigurableApplicationContext instance(String name) {
        return new SpringApplicationBuilder(SubmissionService.class)
                .run(
                        "--huikan.instance=" + name,
                        "--huikan.demo=true",
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + Infrastructure.kafka(),
                        "--spring.mongodb.uri=" + Infrastructure.store(),
                        "--huikan.store.database=" + database,
                        "--huikan.topics.partitions=2");
    }

    @BeforeEach
    void start() {
        first = instance("first");
        await().until(() -> first.getBean(MongoDatabase.class)
                        .getCollection("leases")
                        .find(eq("outbox"))
                        .first()
                != null);
        second = instance("second");
        reading = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Infrastructure.kafka(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        UUID.randomUUID().toString(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        reading.subscribe(List.of(Topics.AGENCIES, Topics.SUBMISSIONS));
    }

    @AfterEach
    void stop() {
        reading.close();
        first.close();
        second.close();
    }

    private static String code(int series, int n) {
        return "%d%05d-gov".formatted(series, n);
    }

    private static void write(ConfigurableApplicationContext instance, String code) {
        instance.getBean(Agencies.class)
                .addMissing(List.of(
                        new Agency(code, code, AgencyLevel.COUNTY, "210900-gov", null, List.of(), List.of(), 1)));
    }

    private String file(String agency, int figure) {
        SubmissionReceived event = Received.of(CYCLE, agency, "2022-02-01T00:00:00Z", figure);
        @SuppressWarnings("unchecked")
        KafkaTemplate<String, byte[]> kafka = second.getBean(KafkaTemplate.class);
        kafka.send(ReceivedFilings.record(event, "gateway")).join();
        return event.id();
    }

    private void awaitTold(Duration most, Set<String> wanted) {
        await().atMost(most).untilAsserted(() -> {
            reading.poll(Duration.ofMillis(100)).forEach(record -> {
                String type = String.valueOf(CloudEvents.type(record.headers()));
                if (type.startsWith("agency.")) {
                    told.add(record.key());
                } else if (type.matches("submission\\.(accepted|rejected)\\.v\\d+")) {
                    told.add(
                            new String(record.headers().lastHeader("ce_subject").value(), StandardCharsets.UTF_8));
                }
            });
            assertThat(told).containsAll(wanted);
        });
    }

    @Test
    void all_that_either_of_them_wrote_is_told_though_the_first_has_no_pause_and_then_ends() {
        Set<String> ofFirst = ConcurrentHashMap.newKeySet();
        AtomicBoolean loading = new AtomicBoolean(true);
        Thread load = Thread.ofPlatform().start(() -> {
            for (int n = 0; loading.get(); n++) {
                write(first, code(8, n));
                ofFirst.add(code(8, n));
            }
        });
        Set<String> ofSecond = new HashSet<>();
        IntStream.range(0, 20).mapToObj(n -> code(9, n)).forEach(code -> {
            write(second, code);
            ofSecond.add(code);
        });
        Set<String> filings = new HashSet<>();
        List<String> agencies = new ArrayList<>(List.of("210902-gov", "210903-gov", "210904-gov", "210202-gov"));
        agencies.forEach(agency -> filings.add(file(agency, 1)));
        awaitTold(Duration.ofSeconds(10), ofSecond);
        assertThat(load.isAlive()).isTrue();

        loading.set(false);
        await().until(() -> !load.isAlive());
        agencies.forEach(agency -> filings.add(file(agency, 2)));
        first.close();
        IntStream.range(20, 40).mapToObj(n -> code(9, n)).forEach(code -> {
            write(second, code);
            ofSecond.add(code);
        });
        Set<String> all = new HashSet<>(ofFirst);
        all.addAll(ofSecond);
        all.addAll(filings);
        awaitTold(Duration.ofSeconds(30), all);
        MongoDatabase store = second.getBean(MongoDatabase.class);
        await().until(() -> store.getCollection("agencies").countDocuments(exists("outbox.id")) == 0);
    }
}
