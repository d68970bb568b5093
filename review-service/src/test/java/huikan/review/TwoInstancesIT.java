package huikan.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.Topics;
import huikan.review.access.Directory;
import huikan.review.access.DirectoryOf;
import huikan.review.testing.MovableClock;
import huikan.review.testing.NewCase;
import huikan.review.testing.OverHttp;
import huikan.review.testing.Replacements;
import huikan.testing.Infrastructure;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Every kind of thing, with a second instance of the service on the same broker and store. */
class TwoInstancesIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";
    private static final String UNIT = "210902-gov";
    private static final String DAY = "2024-03-01";

    @Autowired
    Environment environment;

    private ConfigurableApplicationContext other;
    private String there;

    @BeforeEach
    void start() {
        itIs(DAY);
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--huikan.supervision.sweep=50ms", "--huikan.instance=other"));
        for (String same : List.of(
                "spring.kafka.bootstrap-servers",
                "spring.mongodb.uri",
                "huikan.store.database",
                "huikan.topics.partitions")) {
            arguments.add("--" + same + "=" + environment.getProperty(same));
        }
        other = new SpringApplicationBuilder(ReviewService.class, Replacements.class)
                .run(arguments.toArray(String[]::new));
        other.getBean(MovableClock.class).moveTo(at(DAY, LocalTime.of(9, 0)));
        DirectoryOf.liaoning(other.getBean(Directory.class));
        there = "http://127.0.0.1:" + other.getEnvironment().getProperty("local.server.port");
    }

    @AfterEach
    void stop() {
        other.close();
    }

    /** Without an instance: the path of a new thing. */
    private String opened(String instance, NewCase kind) {
        return kind.path() + "/"
                + post(CITY, instance + kind.path(), kind.body()).is(201).id();
    }

    @Test
    void of_those_who_move_one_thing_at_once_at_two_instances_one_does() throws Exception {
        closedFinding();
        for (NewCase kind : NewCase.KINDS) {
            String thing = opened("", kind);
            List<Future<Answer>> answers = new ArrayList<>();
            try (ExecutorService people = Executors.newFixedThreadPool(8)) {
                for (int i = 0; i < 8; i++) {
                    String instance = i % 2 == 0 ? "" : there;
                    answers.add(people.submit(
                            () -> post(CITY, instance + thing + "/" + kind.move(), kind.moved(), "If-Match", "\"1\"")));
                }
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).as(kind.path()).containsOnlyOnce(200).containsOnly(200, 412);
            Trail trail = trail(thing);
            assertThat(trail.faults()).as(kind.path()).isEmpty();
            assertThat(trail.steps().stream().filter(step -> step.move().equals(kind.move())))
                    .as(kind.path())
                    .hasSize(1);
        }
    }

    /** A thing for a re-inspection to draw. */
    private void closedFinding() {
        String finding = opened("", NewCase.KINDS.getFirst());
        move(CITY, finding, "assign", "{}").is(200);
        move(UNIT, finding, "claim", null).is(200);
        move(UNIT, finding, "closure-request", "{'report': 'x'}").is(200);
        move("210900-gov.inspector", finding, "closing", "{}").is(200);
    }

    private Trail trail(String thing) {
        return JSON.treeToValue(get(CITY, thing + "/trail").is(200).json(), Trail.class);
    }

    /** The first instance relays, so the second one ends without having told anything of what it wrote. */
    @Test
    void what_an_instance_wrote_before_it_ended_is_told_by_another() {
        closedFinding();
        List<String> things = new ArrayList<>();
        for (NewCase kind : NewCase.KINDS) {
            String thing = opened(there, kind);
            post(CITY, there + thing + "/" + kind.move(), kind.moved(), "If-Match", "\"1\"")
                    .is(200);
            things.add(thing);
        }
        other.close();
        Set<String> told = new HashSet<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Infrastructure.kafka(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        UUID.randomUUID().toString(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.SUPERVISION));
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> told.add(
                                JSON.readTree(record.value()).at("/step/hash").asString()));
                assertThat(told)
                        .containsAll(things.stream()
                                .flatMap(thing -> hashes(trail(thing)))
                                .toList());
            });
        }
    }

    @Test
    void a_timer_goes_off_once_though_two_instances_look_for_it() {
        String finding = opened("", NewCase.KINDS.getFirst());
        move(CITY, finding, "assign", "{}").is(200);
        // it was to be claimed within three working days
        itIs("2024-03-08");
        other.getBean(MovableClock.class).moveTo(at("2024-03-08", LocalTime.of(9, 0)));
        await().during(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(trail(finding).steps())
                        .extracting(TrailStep::move)
                        .containsExactly("register", "assign", "urge"));
    }

    private static Stream<String> hashes(Trail trail) {
        return trail.steps().stream().map(TrailStep::hash);
    }
}
