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

    @Bean
    MongoDatabase storeDatabase(MongoClient client, StoreSettings settings) {
        return client.getDatabase(settings.database()).withWriteConcern(WriteConcern.MAJORITY);
    }

    @Bean
    MongoClientSettingsBuilderCustomizer patience(StoreSettings settings) {
        int millis = Math.toIntExact(settings.patience().toMillis());
        return client -> client.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(millis, TimeUnit.MILLISECONDS));
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
