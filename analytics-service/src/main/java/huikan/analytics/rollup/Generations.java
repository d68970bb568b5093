package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.events.Topics;
import huikan.service.consuming.Positions;
import huikan.service.store.Duplicates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
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
    private final Positions positions;
    private final int own;
    /** Its own generation is shown, and none before it is left. */
    private volatile boolean done;
    /** where the topic ended at the last look; null before the first one */
    private @Nullable Map<TopicPartition, Long> ends;

    private volatile Progress progress = new Progress(0, 0, 0, 0);

    /**
     * Of a rebuild.
     *
     * @param read how many events are in
     * @param known how many there were at the last look
     * @param same obligations that came out as before; not known before the switch
     */
    private record Progress(long read, long known, long same, long different) {}

    Generations(MongoDatabase database, Positions positions, RollupSettings settings, MeterRegistry meters) {
        this.database = database;
        this.positions = positions;
        this.own = settings.own();
        this.generations = database.getCollection("generations");
        try {
            // the first one is shown from its first event on: there is nothing to show in its place
            generations.insertOne(new Document("_id", ID).append(SHOWN, own));
        } catch (MongoWriteException known) {
            Duplicates.orThrow(known);
        }
        Gauge.builder("huikan.rollup.generation.ahead", this, one -> one.own - one.shown())
                .description("0 when the rollups that this instance writes are those that are shown")
                .register(meters);
        gauge(meters, "huikan.rollup.rebuild.events", "read", Progress::read);
        gauge(meters, "huikan.rollup.rebuild.events", "known", Progress::known);
        gauge(meters, "huikan.rollup.rebuild.obligations", "same", Progress::same);
        gauge(meters, "huikan.rollup.rebuild.obligations", "different", Progress::different);
    }

    private void gauge(MeterRegistry meters, String name, String state, ToDoubleFunction<Progress> number) {
        Gauge.builder(name, this, one -> number.applyAsDouble(one.progress))
                .tag("state", state)
                .description("how far a rebuild is, and what it came to")
                .register(meters);
    }

    int shown() {
        Document document = generations.find(eq(ID)).first();
        return document == null ? own : document.getInteger(SHOWN);
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    synchronized void lookAround() {
        if (done) {
            return;
        }
        int shown = shown();
        if (shown >= own) {
            // who asked while the two changed places has its answer by now
            IntStream.range(1, own).forEach(older -> StoredRollups.drop(database, older));
            done = true;
            return;
        }
        try {
            if (hasCaughtUp()) {
                LOG.info("rollups of generation {} are shown instead of {}: {}", own, shown, compared(shown));
                generations.updateOne(and(eq(ID), lt(SHOWN, own)), set(SHOWN, own));
            }
        } catch (KafkaException unanswered) {
            LOG.warn("rollups are not switched yet: {}", unanswered.toString());
        }
    }

    /** Whether all that was there at the last look is in. */
    private boolean hasCaughtUp() {
        Map<TopicPartition, Long> before = ends;
        ends = positions.ends(Topics.SUBMISSIONS);
        Map<TopicPartition, Long> read = positions.read(RollupListener.group(own));
        progress = new Progress(sum(read), sum(ends), 0, 0);
        return before != null
                && before.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of the obligations of which both generations have the same events. */
    private String compared(int shown) {
        long same = 0;
        long different = 0;
        MongoCollection<Document> old = StoredRollups.counts(database, shown);
        for (Document one : StoredRollups.counts(database, own).find()) {
            Document other = old.find(eq(one.getString("_id"))).first();
            if (other != null && StoredRollups.position(one).equals(StoredRollups.position(other))) {
                if (StoredRollups.tally(one).equals(StoredRollups.tally(other))) {
                    same++;
                } else {
                    different++;
                }
            }
        }
        progress = new Progress(progress.read, progress.known, same, different);
        return same + " obligations are as they were, " + different + " are not";
    }
}
