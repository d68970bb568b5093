package huikan.service.consuming;

import huikan.events.Topics;
import huikan.events.UnreadableEvent;
import huikan.service.start.Instance;
import huikan.service.store.Outage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.ExponentialBackOffWithMaxRetries;
import org.springframework.util.backoff.ExponentialBackOff;

/** Retries with backoff, and a dead-letter topic that keeps the cause. Boot gives the handler to every listener. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(ConsumingSettings.class)
public class ConsumingAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumingAutoConfiguration.class);

    /** A client of its own, where somebody asks. */
    @Bean
    @Lazy
    Positions positions(KafkaAdmin kafka) {
        return new Positions.OfBroker(kafka);
    }

    @Bean
    CommonErrorHandler deadLetters(
            KafkaTemplate<String, byte[]> kafka,
            ConsumingSettings settings,
            Instance instance,
            MeterRegistry meters,
            Clock clock) {
        DeadLetterPublishingRecoverer toDeadLetters = new DeadLetterPublishingRecoverer(
                kafka, (record, cause) -> new TopicPartition(Topics.deadLetters(instance.service()), -1));
        toDeadLetters.setHeadersFunction((record, cause) ->
                DeadLetterHeaders.of(record.topic(), record.headers(), blamed(cause), clock.instant()));
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, cause) -> {
                    toDeadLetters.accept(record, cause);
                    meters.counter(
                                    "huikan.dead.letters",
                                    "topic",
                                    DeadLetterHeaders.origin(record.topic(), record.headers()))
                            .increment();
                    LOG.error(
                            "dead letter: {}-{}@{}: {}",
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            blamed(cause).toString());
                },
                limited(settings));
        handler.addNotRetryableExceptions(UnreadableEvent.class);
        handler.setBackOffFunction((record, cause) -> Outage.is(cause) ? endless(settings) : limited(settings));
        return handler;
    }

    private static ExponentialBackOff limited(ConsumingSettings settings) {
        ExponentialBackOffWithMaxRetries pauses = new ExponentialBackOffWithMaxRetries(settings.retries());
        pauses.setInitialInterval(settings.firstPause().toMillis());
        pauses.setMultiplier(2);
        pauses.setMaxInterval(settings.longestPause().toMillis());
        return pauses;
    }

    private static ExponentialBackOff endless(ConsumingSettings settings) {
        ExponentialBackOff pauses = new ExponentialBackOff(settings.firstPause().toMillis(), 2);
        pauses.setMaxInterval(settings.longestPause().toMillis());
        return pauses;
    }

    /** What says most: that the event cannot be read, else the last cause. */
    private static Throwable blamed(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        return causes.stream()
                .filter(UnreadableEvent.class::isInstance)
                .findFirst()
                .orElse(causes.getLast());
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
