package huikan.gateway.intake;

import huikan.events.Topics;
import huikan.service.consuming.Positions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks once a second how far submission-service is behind what this gateway sends, while anything is on its way. */
@Component
record BacklogWatch(Positions positions, Backlog backlog) {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogWatch.class);

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        if (backlog.isQuiet()) {
            return;
        }
        try {
            Map<TopicPartition, Long> ends = positions.ends(Topics.SUBMISSIONS_RECEIVED);
            Map<TopicPartition, Long> read = positions.read(Topics.INTAKE);
            // of what nobody has read yet it is not known where it begins
            ends.keySet().retainAll(read.keySet());
            read.keySet().retainAll(ends.keySet());
            backlog.seen(System.nanoTime(), sum(ends), sum(read));
        } catch (KafkaException unanswered) {
            // what cannot be looked at is no reason to refuse anything
            LOG.debug("the backlog is not known: {}", unanswered.toString());
        }
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
