package huikan.service.test;

import huikan.store.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A broker and a store for the integration tests of one module. {@code HUIKAN_TEST_STORE} and {@code HUIKAN_TEST_KAFKA}
 * put outside ones in their place. They end after the services that use them.
 */
public final class Infrastructure {

    private static final String STORE =
            Optional.ofNullable(System.getenv("HUIKAN_TEST_STORE")).orElseGet(Infrastructure::openStore);
    private static final String KAFKA =
            Optional.ofNullable(System.getenv("HUIKAN_TEST_KAFKA")).orElseGet(Infrastructure::startBroker);

    private Infrastructure() {}

    /** For {@code @DynamicPropertySource}: broker, store and a database of its own. */
    public static void register(DynamicPropertyRegistry properties) {
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        properties.add("spring.kafka.bootstrap-servers", () -> KAFKA);
        properties.add("spring.mongodb.uri", () -> STORE);
        properties.add("huikan.store.database", () -> database);
        properties.add("huikan.topics.partitions", () -> "2");
        properties.add("huikan.keys.file", () -> Path.of("target", "keys-" + database + ".json"));
        properties.add("huikan.rollup.state", () -> Path.of("target", "rollup-" + database));
        properties.add("server.port", () -> "0");
    }

    public static String store() {
        return STORE;
    }

    /** It is the one that comes with the project. */
    static boolean hasOwnStore() {
        return System.getenv("HUIKAN_TEST_STORE") == null;
    }

    private static String openStore() {
        try {
            EmbeddedStore store =
                    EmbeddedStore.open(Files.createTempDirectory("huikan-test").resolve("store.mv"), 0);
            SpringApplication.getShutdownHandlers().add(store::close);
            return store.uri();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static String startBroker() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 2);
        broker.brokerProperty("auto.create.topics.enable", "false");
        broker.brokerProperty("transaction.state.log.replication.factor", "1");
        broker.brokerProperty("transaction.state.log.min.isr", "1");
        broker.afterPropertiesSet();
        SpringApplication.getShutdownHandlers().add(broker::destroy);
        return broker.getBrokersAsString();
    }
}
