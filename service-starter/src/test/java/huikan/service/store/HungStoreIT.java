package huikan.service.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import huikan.events.AgencyEvent;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyLevel;
import huikan.events.Topics;
import huikan.service.consuming.CloudEvents;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import huikan.testing.Infrastructure;
import huikan.testing.Proxy;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A store that takes connections and requests and never answers, as a stopped process does. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=hung-test",
            "huikan.security.open=/open/**",
            "huikan.consuming.first-pause=10ms",
            "huikan.consuming.longest-pause=20ms"
        })
class HungStoreIT {

    private static final Proxy PROXY = beforeStore();

    @SpringBootApplication
    @Import({Things.class, Writer.class})
    static class App {}

    @RestController
    static class Things {
        private final MongoDatabase database;

        Things(MongoDatabase database) {
            this.database = database;
        }

        @GetMapping("/open/things")
        List<Document> list() {
            return database.getCollection("things").find().into(new ArrayList<>());
        }
    }

    @Component
    static class Writer {
        final AtomicInteger tried = new AtomicInteger();
        private final EventConsumer<AgencyEvent> events;
        private final MongoDatabase database;

        Writer(ConsumerTraces traces, MeterRegistry meters, MongoDatabase database) {
            this.events = new EventConsumer<>(AgencyEvent.class, Topics.AGENCIES, traces, meters);
            this.database = database;
        }

        @KafkaListener(id = "hung-test.writer", topics = Topics.AGENCIES)
        void on(List<ConsumerRecord<String, byte[]>> records) {
            events.each(records, event -> {
                tried.incrementAndGet();
                database.getCollection("things")
                        .replaceOne(
                                eq(event.key()), new Document("_id", event.key()), new ReplaceOptions().upsert(true));
            });
        }
    }

    private static Proxy beforeStore() {
        URI store = URI.create(Infrastructure.store());
        return new Proxy(store.getHost(), store.getPort());
    }

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry properties) {
        Infrastructure.register(properties);
        properties.add("spring.mongodb.uri", () -> "mongodb://" + PROXY.address());
    }

    @AfterAll
    static void end() {
        PROXY.close();
    }

    @LocalServerPort
    int port;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    MongoDatabase database;

    @Autowired
    Writer writer;

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void itWorks() throws Exception {
        await().untilAsserted(() -> assertThat(get().statusCode()).isEqualTo(200));
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/open/things"))
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void who_asks_is_told_within_eight_seconds_to_come_again() throws Exception {
        PROXY.freeze();
        try {
            for (int i = 0; i < 3; i++) {
                Instant began = Instant.now();
                HttpResponse<String> answer = get();
                assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(8));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        } finally {
            PROXY.thaw();
        }
    }

    @Test
    void an_event_waits_for_the_store_and_is_no_dead_letter() {
        AgencyPut event = new AgencyPut("hung", "name", AgencyLevel.COUNTY, null, null, 1);
        PROXY.freeze();
        try {
            kafka.send(CloudEvents.record(event, "1", "test", Instant.now()));
            int moreThanRetries = writer.tried.get() + 6;
            await().atMost(Duration.ofSeconds(60)).until(() -> writer.tried.get() >= moreThanRetries);
        } finally {
            PROXY.thaw();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> database.getCollection("things").find(eq("hung")).first() != null);
        assertThat(meters.find("huikan.dead.letters").counters()).isEmpty();
    }
}
