package huikan.analytics.rollup;

import static java.util.Objects.requireNonNull;

import huikan.events.Event;
import huikan.events.EventFamily;
import huikan.events.ReviewEvent;
import huikan.events.SubmissionEvent;
import huikan.events.Topics;
import huikan.events.UnreadableEvent;
import huikan.service.consuming.CloudEvents;
import huikan.service.consuming.DeadLetterHeaders;
import huikan.service.watching.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * From events to rollups, in one hop.
 *
 * <pre>
 *  submissions ─┐                 per obligation          repartitioned by        per cycle and agency
 *  reviews ─────┼─▶ read ─▶ [tallies] what it counts now ──(cycle, agency)──▶ [rollups] sums ─▶ analytics.rollups
 *  replays ─────┘     │            minus what it counted
 *                     └─▶ dead letters (what cannot be read or counted)
 * </pre>
 */
final class RollupTopology {

    /** Absolute values, compacted; written to the store by {@link RollupListener}. */
    static final String ROLLUPS = "analytics.rollups";

    private static final String TALLIES = "tallies";
    private static final String SUMS = "rollups";
    private static final Serde<String> KEYS = Serdes.String();
    private static final Serde<Tally> TALLY = Json.serde(Tally.class);
    private static final Serde<Rollup> ROLLUP = Json.serde(Rollup.class);

    private RollupTopology() {}

    /** Who hears of what is not counted. */
    interface Told {
        /** An event of a type that is not known here. */
        void skipped(String type);

        /** A record that cannot be read or counted, from this topic. */
        void deadLetter(String topic);
    }

    /**
     * @param service whose dead letters and replays these are
     */
    static void build(StreamsBuilder builder, String service, Told told) {
        KStream<String, Counted> counted = builder.stream(
                        List.of(Topics.SUBMISSIONS, Topics.REVIEWS, Topics.replays(service)),
                        Consumed.with(KEYS, Serdes.ByteArray()))
                .process(counting(told));
        counted.filter((key, value) -> value instanceof Refused)
                .mapValues(value -> ((Refused) value).bytes)
                .to(Topics.deadLetters(service), Produced.with(KEYS, Serdes.ByteArray()));
        counted.filter((key, value) -> value instanceof Difference)
                .mapValues(value -> ((Difference) value).rollup())
                .repartition(Repartitioned.with(KEYS, ROLLUP).withName("differences"))
                .process(summing())
                .to(ROLLUPS, Produced.with(KEYS, Serdes.ByteArray()));
    }

    /** What became of a record. */
    private sealed interface Counted {}

    /** To be added to the rollup of its key. */
    private record Difference(Rollup rollup) implements Counted {}

    /** It cannot be read or counted: the bytes as they came; the cause is in the headers. */
    private static final class Refused implements Counted {
        private final byte[] bytes;

        Refused(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private static ProcessorSupplier<String, byte[], String, Counted> counting(Told told) {
        return new ProcessorSupplier<>() {
            @Override
            public Counting get() {
                return new Counting(told);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(TALLIES), KEYS, TALLY));
            }
        };
    }

    /** An event of an obligation to the differences that it makes. What fails changes nothing and blocks nobody. */
    private static final class Counting extends ContextualProcessor<String, byte[], String, Counted> {

        private static final EventFamily<SubmissionEvent> SUBMISSIONS = EventFamily.of(SubmissionEvent.class);
        private static final EventFamily<ReviewEvent> REVIEWS = EventFamily.of(ReviewEvent.class);

        private final Told told;
        private @Nullable KeyValueStore<String, Tally> tallies;

        Counting(Told told) {
            this.told = told;
        }

        @Override
        public void init(ProcessorContext<String, Counted> context) {
            super.init(context);
            tallies = context.getStateStore(TALLIES);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            KeyValueStore<String, Tally> known = requireNonNull(tallies);
            Tally after;
            List<Rollup> differences;
            try {
                Optional<Event> event = read(record);
                if (event.isEmpty()) {
                    return;
                }
                Tally before = Optional.ofNullable(known.get(record.key())).orElse(Tally.NOTHING);
                after = switch (event.get()) {
                    case SubmissionEvent filed -> before.with(filed);
                    case ReviewEvent reviewed -> before.with(reviewed);
                    default -> before;
                };
                if (after.equals(before)) {
                    return;
                }
                differences = Differences.between(before, after, Instant.ofEpochMilli(record.timestamp()));
            } catch (UnreadableEvent | ArithmeticException | IllegalArgumentException | NullPointerException failed) {
                context().forward(refused(record, failed));
                return;
            }
            known.put(record.key(), after);
            for (Rollup difference : differences) {
                context()
                        .forward(record.withKey(difference.key())
                                .<Counted>withValue(new Difference(difference))
                                .withHeaders(trace(record.headers())));
            }
        }

        /** A sum goes on in the trace of the event that changed it last. */
        private static Headers trace(Headers headers) {
            RecordHeaders kept = new RecordHeaders();
            Header trace = headers.lastHeader(TraceParent.HEADER);
            return trace == null ? kept : kept.add(trace);
        }

        /** Empty for one that is not known here. */
        private Optional<Event> read(Record<String, byte[]> record) {
            String type = CloudEvents.type(record.headers());
            EventFamily<? extends Event> family =
                    type != null && SUBMISSIONS.names().contains(type) ? SUBMISSIONS : REVIEWS;
            Optional<? extends Event> event = CloudEvents.read(family, record.headers(), record.key(), record.value());
            if (event.isEmpty()) {
                told.skipped(String.valueOf(type));
            }
            return event.map(Event.class::cast);
        }

        private Record<String, Counted> refused(Record<String, byte[]> record, RuntimeException why) {
            String topic = context().recordMetadata().map(RecordMetadata::topic).orElse("");
            RecordHeaders headers = new RecordHeaders(DeadLetterHeaders.forReplay(record.headers()));
            DeadLetterHeaders.of(
                            topic,
                            record.headers(),
                            why,
                            Instant.ofEpochMilli(context().currentSystemTimeMs()))
                    .forEach(header -> headers.remove(header.key()).add(header));
            told.deadLetter(
                    new String(headers.lastHeader(DeadLetterHeaders.TOPIC).value(), StandardCharsets.UTF_8));
            return record.<Counted>withValue(new Refused(record.value() == null ? new byte[0] : record.value()))
                    .withHeaders(headers);
        }
    }

    private static ProcessorSupplier<String, Rollup, String, byte[]> summing() {
        return new ProcessorSupplier<>() {
            @Override
            public Summing get() {
                return new Summing();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(
                        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(SUMS), KEYS, Serdes.ByteArray()));
            }
        };
    }

    /** A difference to the new sums. */
    private static final class Summing extends ContextualProcessor<String, Rollup, String, byte[]> {

        private @Nullable KeyValueStore<String, byte[]> rollups;
        /** What the store holds, already read: the sums of a city change with each filing below it. */
        private final Recent recent = new Recent();

        /** Also after a transaction was given up and the store was brought back to where it began. */
        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            super.init(context);
            rollups = context.getStateStore(SUMS);
            recent.clear();
        }

        @Override
        public void process(Record<String, Rollup> record) {
            KeyValueStore<String, byte[]> known = requireNonNull(rollups);
            String key = record.key();
            Rollup difference = record.value();
            Rollup after = before(known, key, difference).plus(difference);
            byte[] bytes = Json.bytes(after);
            known.put(key, bytes);
            recent.put(key, after);
            context().forward(record.withValue(bytes));
        }

        private Rollup before(KeyValueStore<String, byte[]> known, String key, Rollup difference) {
            Rollup read = recent.get(key);
            if (read != null) {
                return read;
            }
            byte[] stored = known.get(key);
            return stored == null ? Rollup.empty(difference.cycle(), difference.agency()) : Json.rollup(stored);
        }
    }

    /** The rollups that were used last. */
    private static final class Recent extends LinkedHashMap<String, Rollup> {

        private static final long serialVersionUID = 1L;
        private static final int MOST = 500;

        Recent() {
            super(MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rollup> eldest) {
            return size() > MOST;
        }
    }
}
