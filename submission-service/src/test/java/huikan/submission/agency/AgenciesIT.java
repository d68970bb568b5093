package huikan.submission.agency;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoInterruptedException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.events.Topics;
import huikan.service.outbox.OutboxRelays;
import huikan.testing.Infrastructure;
import huikan.testing.OnInfrastructure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(properties = "huikan.demo=true")
class AgenciesIT extends OnInfrastructure {

    @Autowired
    Agencies agencies;

    @Autowired
    MongoDatabase database;

    @Autowired
    OutboxRelays relays;

    private static Agency county(String code, String territory, String department, long version) {
        return new Agency(code, code, AgencyLevel.COUNTY, territory, department, List.of(), List.of(), version);
    }

    private List<String> under(String code, Line line, AgencyLevel level, String after) {
        return agencies.under(code, line, level, after, 500).stream()
                .map(Agency::code)
                .toList();
    }

    @Test
    void a_subtree_is_listed_page_by_page_along_one_line_or_both() {
        assertThat(under("210900-gov", null, null, null))
                .startsWith("210900-gov")
                .contains("210902-gov");
        assertThat(under("210900-gov", Line.TERRITORY, AgencyLevel.COUNTY, "210902-gov"))
                .doesNotContain("210900-gov", "210902-gov")
                .contains("210903-gov");
        assertThat(under("210000-ndmo", Line.DEPARTMENT, AgencyLevel.CITY, null))
                .contains("210900-ndmo")
                .doesNotContain("210900-gov");
        assertThat(under("210902-gov", Line.DEPARTMENT, null, null)).containsExactly("210902-gov");
        assertThat(agencies.sees("210000-gov", "210902-gov")).isTrue();
        assertThat(agencies.sees("210200-gov", "210902-gov")).isFalse();
    }

    @Test
    void what_hangs_below_moves_with_its_superior() {
        assertThat(agencies.put(county("219901-gov", "210900-gov", null, 1), 0)).isPresent();
        assertThat(agencies.put(county("219902-gov", "219901-gov", null, 1), 0)).isPresent();
        assertThat(agencies.put(county("219903-ndmo", "219902-gov", "219901-gov", 1), 0))
                .isPresent();
        assertThat(agencies.put(county("219901-gov", "210200-gov", null, 2), 1)).isPresent();
        assertThat(agencies.put(county("219901-gov", "210300-gov", null, 2), 1))
                .as("the version is no longer what was seen")
                .isEmpty();
        assertThat(agencies.find("219902-gov").orElseThrow().seenBy())
                .containsExactlyInAnyOrder("219902-gov", "219901-gov", "210200-gov", "210000-gov");
        assertThat(agencies.sees("210200-gov", "219903-ndmo")).isTrue();
        assertThat(agencies.sees("210900-gov", "219903-ndmo")).isFalse();
    }

    /** Agencies of another instance, at the moment when it first sends such a command. */
    private Agencies interrupted(String command, Runnable then, List<MongoClient> clients) {
        AtomicBoolean first = new AtomicBoolean(true);
        MongoClient client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(Infrastructure.store()))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        if (event.getCommandName().equals(command) && first.getAndSet(false)) {
                            then.run();
                        }
                    }
                })
                .build());
        clients.add(client);
        return new Agencies(client.getDatabase(database.getName()), relays, Clock.systemUTC());
    }

    @Test
    void two_instances_may_load_the_same_directory_at_once() {
        List<Agency> wanted =
                List.of(county("218801-gov", "210900-gov", null, 1), county("218802-gov", "218801-gov", null, 1));
        List<MongoClient> clients = new ArrayList<>();
        Agencies other = interrupted("insert", () -> agencies.addMissing(wanted.subList(0, 1)), clients);
        other.addMissing(wanted);
        assertThat(under("218801-gov", null, null, null)).containsExactly("218801-gov", "218802-gov");
        assertThat(interrupted("insert", () -> agencies.put(county("218803-gov", "210900-gov", null, 1), 0), clients)
                        .put(county("218803-gov", "210300-gov", null, 1), 0))
                .as("another instance was quicker")
                .isEmpty();
        clients.forEach(MongoClient::close);
    }

    /** Three levels below the city of Fuxin. */
    private void chain(String prefix) {
        agencies.put(county(prefix + "1-gov", "210900-gov", null, 1), 0);
        agencies.put(county(prefix + "2-gov", prefix + "1-gov", null, 1), 0);
        agencies.put(county(prefix + "3-ndmo", prefix + "2-gov", null, 1), 0);
    }

    private void assertMovedToDalian(String prefix) {
        for (String code : List.of(prefix + "1-gov", prefix + "2-gov", prefix + "3-ndmo")) {
            assertThat(agencies.find(code).orElseThrow().seenBy())
                    .as(code)
                    .contains("210200-gov")
                    .doesNotContain("210900-gov");
        }
    }

    @Test
    void what_moves_with_its_superior_has_a_new_version_and_is_told() {
        chain("21870");
        agencies.put(county("218701-gov", "210200-gov", null, 2), 1);
        assertMovedToDalian("21870");
        assertThat(agencies.find("218703-ndmo").orElseThrow().version()).isEqualTo(2);
        List<String> told = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", Infrastructure.kafka(),
                        "group.id", UUID.randomUUID().toString(),
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.AGENCIES));
            await().untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> told.add(record.value()));
                assertThat(told)
                        .filteredOn(one -> one.contains("218703-ndmo"))
                        .map(one -> JsonMapper.shared()
                                .readTree(one)
                                .path("version")
                                .asLong())
                        .contains(1L, 2L);
            });
        }
    }

    @Test
    void a_move_that_was_cut_short_is_completed_by_the_next_start() {
        chain("21860");
        List<MongoClient> clients = new ArrayList<>();
        Agencies ending = interrupted("update", () -> Thread.currentThread().interrupt(), clients);
        assertThatThrownBy(() -> ending.put(county("218601-gov", "210200-gov", null, 2), 1))
                .isInstanceOf(MongoInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(agencies.sees("210200-gov", "218601-gov")).isTrue();
        assertThat(agencies.sees("210200-gov", "218603-ndmo")).isFalse();
        agencies.completeMoves();
        assertMovedToDalian("21860");
        clients.forEach(MongoClient::close);
    }

    @Test
    void a_move_that_was_cut_short_is_completed_by_the_same_request() {
        chain("21850");
        MongoCollection<Document> stored = database.getCollection("agencies");
        Document left = stored.find(eq("218503-ndmo")).first();
        agencies.put(county("218501-gov", "210200-gov", null, 2), 1);
        // the last one was not reached
        stored.replaceOne(eq("218503-ndmo"), left);
        stored.updateOne(eq("218501-gov"), set("moving", true));
        assertThat(agencies.put(county("218501-gov", "210200-gov", null, 3), 2)).isPresent();
        assertMovedToDalian("21850");
        assertThat(stored.find(exists("moving"))).isEmpty();
    }
}
