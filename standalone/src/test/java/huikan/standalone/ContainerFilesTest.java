package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import huikan.testing.RanOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The container files, as Docker Compose reads them; it needs no engine for that. */
class ContainerFilesTest {

    private static final String ALONE = "docker-compose.yml";
    private static final String CLUSTER = "docker-compose.cluster.yml";
    private static final List<String> OWN =
            List.of("gateway", "submission-service", "review-service", "analytics-service");

    @TempDir
    Path folder;

    private record Answer(int exit, String out) {}

    @BeforeAll
    static void composeIsThere() throws Exception {
        boolean there;
        try {
            there = run(List.of("docker", "compose", "version")).exit() == 0;
        } catch (IOException none) {
            there = false;
        }
        if (!there) {
            RanOn.notRun("the container files", "docker compose is not installed");
        }
        assumeTrue(there, "docker compose is not installed");
    }

    private static Answer run(List<String> words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.directory(RunningSuite.HOME.toFile());
        // what this machine happens to have set is not what is tested
        builder.environment().keySet().removeIf(name -> name.startsWith("HUIKAN_") || name.startsWith("GRAFANA_"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), out);
    }

    private Answer config(String secrets, String... files) throws Exception {
        Path environment = folder.resolve("environment");
        Files.writeString(environment, secrets);
        List<String> words = new ArrayList<>(List.of("docker", "compose", "--env-file", environment.toString()));
        for (String file : files) {
            words.addAll(List.of("-f", file));
        }
        words.addAll(List.of("config", "--format", "json"));
        return run(words);
    }

    private static String filledIn() throws IOException {
        return Files.readString(RunningSuite.HOME.resolve(".env.example")).replaceAll("(?m)=$", "=0123456789abcdef");
    }

    @Test
    void a_secret_that_is_not_filled_in_is_told_by_its_name() throws Exception {
        for (String secret : List.of("HUIKAN_ADMIN_SECRET", "GRAFANA_ADMIN_PASSWORD")) {
            Answer answer = config(filledIn().replaceAll("(?m)^" + secret + "=.*$", secret + "="), ALONE);
            assertThat(answer.exit()).isNotZero();
            assertThat(answer.out()).contains(secret, "copy .env.example to .env");
        }
    }

    @Test
    void every_service_is_bounded_and_ours_may_write_nowhere_but_in_their_volume() throws Exception {
        Answer answer = config(filledIn(), ALONE);
        assertThat(answer.exit()).as(answer.out()).isZero();
        JsonNode services = JsonMapper.shared().readTree(answer.out()).path("services");
        services.properties().forEach(service -> {
            JsonNode about = service.getValue();
            assertThat(about.path("mem_limit").isMissingNode())
                    .as(service.getKey())
                    .isFalse();
            assertThat(about.path("image").asString()).as(service.getKey()).matches(".+:[0-9v][\\w.]*");
        });
        for (String name : OWN) {
            assertThat(services.at("/" + name + "/read_only").asBoolean())
                    .as(name)
                    .isTrue();
            assertThat(services.at("/" + name + "/cap_drop/0").asString())
                    .as(name)
                    .isEqualTo("ALL");
            assertThat(services.at("/" + name + "/healthcheck/test").isArray())
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void the_cluster_has_three_brokers_and_two_of_each_service() throws Exception {
        Answer answer = config(filledIn(), ALONE, CLUSTER);
        assertThat(answer.exit()).as(answer.out()).isZero();
        JsonNode services = JsonMapper.shared().readTree(answer.out()).path("services");
        for (String broker : List.of("kafka", "kafka-2", "kafka-3")) {
            assertThat(services.at("/" + broker + "/environment/KAFKA_ADVERTISED_LISTENERS")
                            .asString())
                    .isEqualTo("PLAINTEXT://" + broker + ":9092");
        }
        for (String name : OWN) {
            for (String one : List.of(name, name + "-2")) {
                assertThat(services.at("/" + one + "/environment/HUIKAN_REPLICAS")
                                .asString())
                        .as(one)
                        .isEqualTo("3");
                assertThat(services.at("/" + one + "/image").asString()).startsWith("huikan/" + name + ":");
            }
        }
    }
}
