package huikan.service.test;

import com.mongodb.client.MongoClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Every integration test with a store writes down what it asked of it, for {@link StoreQueries}; a bench does not. */
@AutoConfiguration(before = MongoAutoConfiguration.class)
@ConditionalOnClass(MongoClient.class)
@ConditionalOnProperty(name = "huikan.test.record-queries", matchIfMissing = true)
class QueryRecording {

    @Bean
    MongoClientSettingsBuilderCustomizer queryRecorder() {
        return client -> client.addCommandListener(StoreQueries.RECORDER);
    }
}
