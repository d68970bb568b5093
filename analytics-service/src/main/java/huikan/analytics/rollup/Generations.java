package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.events.Topics;
import huikan.service.store.Duplicates;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Which generation of the rollups is shown. A rebuild fills the next one beside it, from the first event on; it takes its place
 * when it has all that was there a moment before, so that nobody sees half of it.
 */
@Component
final class Generations {

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    private static final String ID = "rollups";
    private static final String SHOWN = "shown";

    private final MongoDatabase database;
    private final MongoCollection<Document> generations;
    private final KafkaAdmin kafka;
    private final int own;
    /** where the topic ended at the last look; null before the first one */
    private @Nullable Map<TopicPartition, Long> ends;

    Generations(MongoDatabase database, KafkaAdmin kafka, RollupSettings settings) {
        this.database = database;
        this.kafka = kafka;
        this.own = settings.generation();
        this.generations = database.getCollection("generations");
        try {
            // the first one is shown from its first event on: there is nothing to show in its place
            generations.insertOne(new Document("_id", ID).append(SHOWN, own));
        } catch (MongoWriteException known) {
            Duplicates.orThrow(known);
        }
    }

    int shown() {
        Document document = generations.find(eq(ID)).first();
        return document == null ? own : document.getInteger(SHOWN);
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void lookAround() throws InterruptedException {
        int shown = shown();
        if (shown >= own) {
            return;
        }
        try {
            if (hasCaughtUp()) {
                LOG.info("rollups of generation {} are shown instead of {}: {}", own, shown, compared(shown));
                if (generations
                                .updateOne(and(eq(ID), lt(SHOWN, own)), set(SHOWN, own))
                                .getModifiedCount()
                        == 1) {
                    StoredRollups.drop(database, shown);
                }
            }
        } catch (ExecutionException unanswered) {
            LOG.warn("rollups are not switched yet: {}", unanswered.toString());
        }
    }

    /** Whether all that was there at the last look is in. */
    private boolean hasCaughtUp() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            Map<TopicPartition, OffsetSpec> latest =
                    admin.describeTopics(List.of(Topics.SUBMISSIONS)).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .collect(Collectors.toMap(
                                    one -> new TopicPartition(Topics.SUBMISSIONS, one.partition()),
                                    one -> OffsetSpec.latest()));
            Map<TopicPartition, Long> before = ends;
            ends = admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, one -> one.getValue().offset()));
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(RollupListener.GROUP + own)
                    .partitionsToOffsetAndMetadata()
                    .get();
            OffsetAndMetadata nothing = new OffsetAndMetadata(0);
            return before != null
                    && before.entrySet().stream()
                            .allMatch(end ->
                                    read.getOrDefault(end.getKey(), nothing).offset() >= end.getValue());
        }
    }

    /** Of the obligations of which both generations have the same events. */
    private String compared(int shown) {
        long same = 0;
        long different = 0;
        MongoCollection<Document> old = StoredRollups.counts(database, shown);
        for (Document one : StoredRollups.counts(database, own).find()) {
            Document other = old.find(eq(one.getString("_id"))).first();
            if (other != null && StoredRollups.position(one).equals(StoredRollups.position(other))) {
                if (one.equals(other)) {
                    same++;
                } else {
                    different++;
                }
            }
        }
        return same + " obligations are as they were, " + different + " are not";
    }
}
