package huikan.gateway.status;

import huikan.gateway.Services;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** {@code /api/status}: whether the suite is ready, and which part is not. Needs no token and tells nothing else. */
@RestController
final class StatusController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Anybody may ask as often as they like: the parts are asked once a second. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final Services services;
    private final HealthIndicator kafka;
    private final String version;
    private final RestClient client;
    private volatile @Nullable Snapshot last;

    record Status(boolean ready, String version, Map<String, String> parts) {}

    private record Snapshot(Status status, long at) {}

    StatusController(
            Services services,
            HealthIndicator kafkaHealthIndicator,
            RestClient.Builder clients,
            @Value("${huikan.version:0.1.0}") String version) {
        this.services = services;
        this.kafka = kafkaHealthIndicator;
        this.version = version;
        JdkClientHttpRequestFactory impatient = new JdkClientHttpRequestFactory();
        impatient.setReadTimeout(PATIENCE);
        this.client = clients.requestFactory(impatient).build();
    }

    @GetMapping("/api/status")
    Status status() throws InterruptedException {
        Snapshot known = last;
        if (known == null || System.nanoTime() - known.at() > FRESH.toNanos()) {
            known = new Snapshot(look(), System.nanoTime());
            last = known;
        }
        return known.status();
    }

    private Status look() throws InterruptedException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("gateway", UP);
        try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> broker = () -> status(kafka.health());
            Future<String> kafkaStatus = atOnce.submit(broker);
            Map<String, Future<JsonNode>> asked = new LinkedHashMap<>();
            services.services().forEach((name, url) -> asked.put(name, atOnce.submit(() -> readiness(url))));
            parts.put("kafka", kafkaStatus.get());
            for (Map.Entry<String, Future<JsonNode>> one : asked.entrySet()) {
                JsonNode health = one.getValue().get();
                parts.put(one.getKey(), health.path("status").asString(DOWN));
                JsonNode store = health.path("components").path("store").path("status");
                if (!store.isMissingNode()) {
                    parts.merge("store", store.asString(), (a, b) -> a.equals(UP) ? b : a);
                }
            }
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException(unexpected.getCause());
        }
        parts.putIfAbsent("store", DOWN);
        return new Status(parts.values().stream().allMatch(UP::equals), version, parts);
    }

    private static String status(@Nullable Health health) {
        return health == null ? DOWN : health.getStatus().getCode();
    }

    private JsonNode readiness(String url) {
        try {
            JsonNode health = client.get()
                    .uri(url + "/actuator/health/readiness")
                    .retrieve()
                    .onStatus(status -> status.value() == 503, (request, response) -> {})
                    .body(JsonNode.class);
            return health == null ? MissingNode.getInstance() : health;
        } catch (RestClientException unreachable) {
            return MissingNode.getInstance();
        }
    }
}
