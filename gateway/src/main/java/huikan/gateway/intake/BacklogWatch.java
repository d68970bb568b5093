package huikan.gateway.intake;

import huikan.events.Topics;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks once a second how far submission-service is behind what this gateway sends, while anything is on its way. */
@Component
final class BacklogWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogWatch.class);

    /** Others wait for the same thread. */
    private static final int PATIENCE_SECONDS = 2;

    private final KafkaAdmin kafka;
    private final Backlog backlog;
    private volatile boolean sent = true;
    private @Nullable Admin admin;

    BacklogWatch(KafkaAdmin kafka, Backlog backlog) {
        this.kafka = kafka;
        this.backlog = backlog;
    }

    /** A filing was sent: it is worth a look again. */
    void sent() {
        sent = true;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() throws InterruptedException {
        if (!sent && backlog.isSettled()) {
            return;
        }
        sent = false;
        try {
            Map<TopicPartition, OffsetAndMetadata> read = admin().listConsumerGroupOffsets(Topics.INTAKE)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            read.keySet().removeIf(one -> !one.topic().equals(Topics.SUBMISSIONS_RECEIVED));
            long ended = admin()
                    .listOffsets(
                            read.keySet().stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToLong(one -> one.offset())
                    .sum();
            long settled =
                    read.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
            backlog.seen(System.nanoTime(), ended, settled);
        } catch (ExecutionException | TimeoutException unanswered) {
            // what cannot be looked at is no reason to refuse anything
            LOG.debug("the backlog is not known: {}", unanswered.toString());
        }
    }

    private Admin admin() {
        if (admin == null) {
            admin = Admin.create(kafka.getConfigurationProperties());
        }
        return admin;
    }

    @PreDestroy
    void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
