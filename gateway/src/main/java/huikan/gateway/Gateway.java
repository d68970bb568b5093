package huikan.gateway;

import huikan.service.outbox.OutboxAutoConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the gateway. What it keeps in the store tells no events. */
@SpringBootApplication(exclude = OutboxAutoConfiguration.class)
@EnableScheduling
@ConfigurationPropertiesScan
class Gateway {
    public static void main(String[] args) {
        SpringApplication.run(Gateway.class, args);
    }
}
