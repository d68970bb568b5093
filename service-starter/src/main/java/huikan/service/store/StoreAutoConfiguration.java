package huikan.service.store;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** The service's database, and whether it answers. Switches on where a database is named. */
@AutoConfiguration(after = MongoAutoConfiguration.class)
@ConditionalOnClass(MongoClient.class)
@ConditionalOnProperty("huikan.store.database")
@EnableConfigurationProperties(StoreSettings.class)
public class StoreAutoConfiguration {

    /** What the driver allows. */
    private static final int SHORTEST_HEARTBEAT = 500;

    @Bean
    MongoDatabase storeDatabase(MongoClient client, StoreSettings settings) {
        return client.getDatabase(settings.database()).withWriteConcern(WriteConcern.MAJORITY);
    }

    /**
     * A timeout for each answer of the store and not the driver's one for whole operations: that would cut off lists, bulk
     * writes and new indexes, however well the store is at work on them. The driver does not end what waits for an answer when
     * its monitor finds the store silent, but it then lets nothing begin: so the monitor looks often.
     */
    @Bean
    MongoClientSettingsBuilderCustomizer patience(StoreSettings settings) {
        int patience = Math.toIntExact(settings.patience().toMillis());
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        return client -> client.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(patience, TimeUnit.MILLISECONDS))
                .applyToServerSettings(server ->
                        server.heartbeatFrequency(Math.max(patience, SHORTEST_HEARTBEAT), TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(patience, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(patience, TimeUnit.MILLISECONDS)
                        .readTimeout(timeout, TimeUnit.MILLISECONDS));
    }

    @Bean
    HealthIndicator storeHealthIndicator(MongoDatabase database) {
        return () -> {
            try {
                database.runCommand(new Document("ping", 1));
                return Health.up().build();
            } catch (RuntimeException silent) {
                return Health.down(silent).build();
            }
        };
    }
}
