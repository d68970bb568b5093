package huikan.service.health;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/** Whether the broker answers. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
public class KafkaHealthAutoConfiguration {

    private static final int PATIENCE_MS = 2_000;

    @Bean(destroyMethod = "close")
    Admin healthAdmin(KafkaAdmin kafka) {
        Map<String, Object> properties = kafka.getConfigurationProperties();
        properties = new java.util.HashMap<>(properties);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return Admin.create(properties);
    }

    @Bean
    HealthIndicator kafkaHealthIndicator(Admin healthAdmin) {
        return () -> {
            try {
                int nodes = healthAdmin
                        .describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
                        .nodes()
                        .get(PATIENCE_MS, TimeUnit.MILLISECONDS)
                        .size();
                return Health.up().withDetail("brokers", nodes).build();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Health.down().build();
            } catch (Exception silent) {
                return Health.down(silent).build();
            }
        };
    }
}
