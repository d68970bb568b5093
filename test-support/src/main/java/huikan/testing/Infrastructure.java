package huikan.testing;

import huikan.store.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

/**
 * A broker and a store for the integration tests of one module, begun when first asked for. {@code HUIKAN_TEST_STORE} and
 * {@code HUIKAN_TEST_KAFKA} name outside ones; else {@code HUIKAN_TEST_CONTAINERS=true} asks for containers; else they are
 * the embedded ones. They end after the services that use them.
 */
public final class Infrastructure {

    private Infrastructure() {}

    /** For {@code @DynamicPropertySource}: broker, store and a database of its own. */
    public static void register(DynamicPropertyRegistry properties) {
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        properties.add("spring.kafka.bootstrap-servers", Infrastructure::kafka);
        properties.add("spring.mongodb.uri", Infrastructure::store);
        properties.add("huikan.store.database", () -> database);
        properties.add("huikan.topics.partitions", () -> "2");
        properties.add("huikan.keys.file", () -> Path.of("target", "keys-" + database + ".json"));
        properties.add("server.port", () -> "0");
    }

    /** The store's address. */
    public static String store() {
        return Store.BACKING.address();
    }

    /** The broker's address. */
    public static String kafka() {
        return Broker.BACKING.address();
    }

    /** The store is the one that comes with the project. */
    public static boolean hasOwnStore() {
        return OtherStore.BACKING == null;
    }

    /** The address of an outside store or of one in a container; empty when there is neither. */
    public static Optional<String> otherStore() {
        return Optional.ofNullable(OtherStore.BACKING).map(Backing::address);
    }

    /** The address of an outside broker or of one in a container; empty when there is neither. */
    public static Optional<String> otherBroker() {
        return Optional.ofNullable(OtherBroker.BACKING).map(Backing::address);
    }

    /** Begun with its first use. */
    private static final class OtherStore {
        static final @Nullable Backing BACKING = other("store", "HUIKAN_TEST_STORE", Containers::store);
    }

    /** Begun with its first use. */
    private static final class OtherBroker {
        static final @Nullable Backing BACKING = other("broker", "HUIKAN_TEST_KAFKA", Containers::broker);
    }

    /** Begun with its first use. */
    private static final class Store {
        static final Backing BACKING = OtherStore.BACKING == null ? used("store", embeddedStore()) : OtherStore.BACKING;
    }

    /** Begun with its first use. */
    private static final class Broker {
        static final Backing BACKING =
                OtherBroker.BACKING == null ? used("broker", embeddedBroker()) : OtherBroker.BACKING;
    }

    private static @Nullable Backing other(String part, String variable, Supplier<@Nullable Backing> container) {
        String address = System.getenv(variable);
        Backing other = address == null ? container.get() : new Backing(address, address, () -> {});
        return other == null ? null : used(part, other);
    }

    private static Backing used(String part, Backing backing) {
        RanOn.tell("ran on    " + part + ": " + backing.what());
        SpringApplication.getShutdownHandlers().add(backing.end());
        return backing;
    }

    private static Backing embeddedStore() {
        try {
            Path folder = Files.createTempDirectory("huikan-test");
            EmbeddedStore store = EmbeddedStore.open(folder.resolve("store.mv"), 0);
            return new Backing(store.uri(), "embedded", () -> {
                store.close();
                // gigabytes after a measurement
                FileSystemUtils.deleteRecursively(folder.toFile());
            });
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static Backing embeddedBroker() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 2);
        broker.brokerProperty("auto.create.topics.enable", "false");
        broker.brokerProperty("transaction.state.log.replication.factor", "1");
        broker.brokerProperty("transaction.state.log.min.isr", "1");
        broker.afterPropertiesSet();
        return new Backing(broker.getBrokersAsString(), "embedded", broker::destroy);
    }
}
