package huikan.testing;

import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/** A broker and a store in containers, where {@code ./huikan test --containers} asks for them and an engine is there. */
final class Containers {

    /** The same as in docker-compose.yml. */
    private static final String MONGO = "mongo:8.0";

    private static final String KAFKA = "apache/kafka:4.2.1";

    private Containers() {}

    private static boolean areWanted() {
        return Boolean.parseBoolean(System.getenv("HUIKAN_TEST_CONTAINERS"));
    }

    /** Null when no containers are asked for, or they cannot be had; then {@link RanOn} tells why. */
    static @Nullable Backing store() {
        return areWanted() ? tried("store", MONGO, Containers::startStore) : null;
    }

    /** Null when no containers are asked for, or they cannot be had; then {@link RanOn} tells why. */
    static @Nullable Backing broker() {
        return areWanted() ? tried("broker", KAFKA, Containers::startBroker) : null;
    }

    private interface Start {
        Backing now();
    }

    private static @Nullable Backing tried(String part, String image, Start start) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            RanOn.notRun(part + " in container " + image, "no container engine answers");
            return null;
        }
        try {
            return start.now();
        } catch (RuntimeException unavailable) {
            RanOn.notRun(part + " in container " + image, cause(unavailable));
            return null;
        }
    }

    private static String cause(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    }

    private static Backing startStore() {
        MongoDBContainer container = new MongoDBContainer(MONGO).withReplicaSet();
        container.start();
        return new Backing(container.getReplicaSetUrl(), "container " + MONGO, container::stop);
    }

    private static Backing startBroker() {
        KafkaContainer container = new KafkaContainer(KAFKA).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return new Backing(container.getBootstrapServers(), "container " + KAFKA, container::stop);
    }
}
