package huikan.service.outbox;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import huikan.service.lease.Lease;
import huikan.service.start.Instance;
import huikan.service.start.StartAutoConfiguration;
import huikan.service.store.StoreAutoConfiguration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;
import org.springframework.kafka.core.KafkaTemplate;

/** One relay for all declared {@link OutboxSource}s, be they beans or in a list that is one. */
@AutoConfiguration(after = {StoreAutoConfiguration.class, KafkaAutoConfiguration.class, StartAutoConfiguration.class})
@ConditionalOnClass(MongoClient.class)
@ConditionalOnBean({MongoDatabase.class})
@EnableConfigurationProperties(OutboxSettings.class)
public class OutboxAutoConfiguration {

    @Bean(initMethod = "start", destroyMethod = "stop")
    OutboxRelays outboxRelays(
            ListableBeanFactory beans,
            MongoDatabase database,
            KafkaTemplate<String, byte[]> kafka,
            OutboxSettings settings,
            Clock clock,
            MeterRegistry meters,
            Instance instance) {
        List<OutboxRelay> relays = sources(beans)
                .map(source -> new OutboxRelay(
                        database.getCollection(source.collection()),
                        new OutboxPublisher(
                                database.getCollection(source.collection()),
                                database::getCollection,
                                kafka,
                                instance.service()),
                        settings,
                        clock))
                .toList();
        relays.forEach(relay -> Gauge.builder("huikan.outbox.age", () -> age(relay, clock.instant()))
                .description("for how long the oldest event that should have left waits")
                .baseUnit("seconds")
                .tag("collection", relay.collection())
                .register(meters));
        return new OutboxRelays(
                relays,
                new Lease(database.getCollection("leases"), "outbox", instance.id(), settings.lease(), clock),
                settings);
    }

    /** Those that are beans and those of lists that are: asked for a list, Spring takes the one or the other. */
    private static Stream<OutboxSource> sources(ListableBeanFactory beans) {
        ObjectProvider<List<OutboxSource>> lists =
                beans.getBeanProvider(ResolvableType.forClassWithGenerics(List.class, OutboxSource.class));
        return Stream.concat(
                beans.getBeanProvider(OutboxSource.class).stream(),
                lists.stream().flatMap(List::stream));
    }

    private static double age(OutboxRelay relay, Instant now) {
        Instant since = relay.waitingSince();
        return since == null ? 0 : Duration.between(since, now).toMillis() / 1e3;
    }
}
