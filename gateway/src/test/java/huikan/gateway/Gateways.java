package huikan.gateway;

import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;

/** More gateways for a test. */
public final class Gateways {

    private Gateways() {}

    /** One beside that of a test, with the same store, broker and keys. */
    public static ServletWebServerApplicationContext another(Environment one) {
        String[] settings = Stream.of(
                        "spring.kafka.bootstrap-servers",
                        "spring.mongodb.uri",
                        "huikan.store.database",
                        "huikan.topics.partitions",
                        "huikan.keys.file",
                        "huikan.services.submission-service",
                        "huikan.accounts.demo",
                        "huikan.accounts.clients",
                        "huikan.oidc.issuer",
                        "huikan.oidc.client-id",
                        "huikan.oidc.client-secret",
                        "huikan.limits.tokens.per-second")
                .map(key -> "--" + key + "=" + one.getProperty(key, Object.class))
                .toArray(String[]::new);
        SpringApplication gateway = new SpringApplication(Gateway.class);
        return (ServletWebServerApplicationContext) gateway.run(
                Stream.concat(Stream.of(settings), Stream.of("--server.port=0")).toArray(String[]::new));
    }
}
