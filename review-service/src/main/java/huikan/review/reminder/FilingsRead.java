package huikan.review.reminder;

import huikan.events.Topics;
import huikan.review.calendar.Today;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * How far filings have been read: after a pause, here or in submission-service, there may be some that were acknowledged and that
 * nobody here knows of yet, and whoever sent one is not to be reminded.
 */
@Component
class FilingsRead implements DisposableBean {

    private static final int PATIENCE_MS = 2_000;

    /** The way of a filing: who has read the one topic has written the next. */
    private static final List<Stage> WAY = List.of(
            new Stage(Topics.SUBMISSIONS_RECEIVED, Topics.INTAKE), new Stage(Topics.SUBMISSIONS, Obligations.READER));

    private record Stage(String topic, String reader) {}

    private final Admin admin;
    private final Today today;
    /** The stage that is waited for; after the last one, filings have been read. */
    private int stage = WAY.size();
    /** Where each partition of it ended when the one before it had been read. */
    private Map<TopicPartition, Long> ends = Map.of();

    private Instant asked = Instant.EPOCH;
    private Instant known = Instant.EPOCH;

    FilingsRead(KafkaAdmin kafka, Today today) {
        Map<String, Object> settings = new HashMap<>(kafka.getConfigurationProperties());
        // the sweep of other deadlines does not wait for a broker that is away
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        this.admin = Admin.create(settings);
        this.today = today;
    }

    /** Everything that was acknowledged until then has been followed, by this instance or another one. */
    synchronized Instant knownUntil() {
        try {
            Instant now = today.now();
            if (stage == WAY.size() || asked.isAfter(now)) {
                // a clock that was set back has not read what comes
                known = asked.isAfter(now) ? Instant.EPOCH : known;
                asked = now;
                stage = 0;
                ends = ends(WAY.getFirst());
            }
            while (isRead(WAY.get(stage))) {
                stage++;
                if (stage == WAY.size()) {
                    known = asked;
                    return known;
                }
                ends = ends(WAY.get(stage));
            }
            return known;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return known;
        } catch (ExecutionException away) {
            throw new KafkaException("how far filings have been read cannot be asked", away.getCause());
        }
    }

    private boolean isRead(Stage of) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(of.reader())
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> isRead(read.get(end.getKey()), end.getValue()));
    }

    private static boolean isRead(@Nullable OffsetAndMetadata read, long end) {
        return end == 0 || (read != null && read.offset() >= end);
    }

    private Map<TopicPartition, Long> ends(Stage of) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(List.of(of.topic()))
                .allTopicNames()
                .get()
                .values()) {
            topic.partitions()
                    .forEach(one -> latest.put(new TopicPartition(topic.name(), one.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                admin.listOffsets(latest).all().get().entrySet()) {
            offsets.put(end.getKey(), end.getValue().offset());
        }
        return offsets;
    }

    @Override
    public void destroy() {
        admin.close();
    }
}
