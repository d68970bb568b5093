package huikan.analytics.rollup;

import static java.util.Objects.requireNonNull;

import huikan.events.Event;
import huikan.events.EventFamily;
import huikan.events.ReviewEvent;
import huikan.events.SubmissionEvent;
import huikan.events.Topics;
import huikan.events.UnreadableEvent;
import huikan.service.consuming.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * From events to rollups, in one hop.
 *
 * <pre>
 *  submissions ─┐                 per obligation          repartitioned by        per cycle and agency
 *               ├─▶ read ─▶ [tallies] what it counts now ──(cycle, agency)──▶ [rollups] sums ─▶ analytics.rollups
 *  reviews ─────┘     │            minus what it counted
 *                     └─▶ dead letters (unreadable)
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

    /**
     * @param deadLetters the topic for what cannot be read
     * @param skipped is told the type of each event that is not known here
     */
    static void build(StreamsBuilder builder, String deadLetters, Consumer<String> skipped) {
        KStream<String, Read> read = builder.stream(
                        List.of(Topics.SUBMISSIONS, Topics.REVIEWS), Consumed.with(KEYS, Serdes.ByteArray()))
                .process(() -> new Reading(skipped));
        read.filter((key, value) -> value instanceof Unreadable)
                .mapValues(value -> ((Unreadable) value).bytes())
                .to(deadLetters, Produced.with(KEYS, Serdes.ByteArray()));
        read.filter((key, value) -> value instanceof Known)
                .mapValues(value -> ((Known) value).event())
                .process(tallying())
                .repartition(Repartitioned.with(KEYS, ROLLUP).withName("differences"))
                .process(summing())
                .to(ROLLUPS, Produced.with(KEYS, ROLLUP));
    }

    /** A record, read. */
    sealed interface Read {}

    record Known(Event event) implements Read {}

    /** The bytes as they came. */
    static final class Unreadable implements Read {
        private final byte[] bytes;

        Unreadable(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** Bytes to events; what is unknown is skipped, what is unreadable goes on with its cause in the headers. */
    private static final class Reading extends ContextualProcessor<String, byte[], String, Read> {

        private static final EventFamily<SubmissionEvent> SUBMISSIONS = EventFamily.of(SubmissionEvent.class);
        private static final EventFamily<ReviewEvent> REVIEWS = EventFamily.of(ReviewEvent.class);

        private final Consumer<String> skipped;

        Reading(Consumer<String> skipped) {
            this.skipped = skipped;
        }

        @Override
        public void process(Record<String, byte[]> record) {
            String type = CloudEvents.type(record.headers());
            try {
                if (type == null || record.value() == null) {
                    throw new UnreadableEvent("not an event: no " + CloudEvents.TYPE + " header or no value", null);
                }
                Optional<? extends Event> event = SUBMISSIONS.names().contains(type)
                        ? SUBMISSIONS.read(type, record.value())
                        : REVIEWS.read(type, record.value());
                if (event.isEmpty()) {
                    skipped.accept(type);
                } else if (!event.get().key().equals(record.key())) {
                    throw new UnreadableEvent("the record's key is not the event's", null);
                } else {
                    context().forward(record.withValue(new Known(event.get())).withHeaders(new RecordHeaders()));
                }
            } catch (UnreadableEvent unreadable) {
                context().forward(told(record, unreadable));
            }
        }

        private Record<String, Read> told(Record<String, byte[]> record, UnreadableEvent why) {
            RecordHeaders headers = new RecordHeaders(record.headers());
            headers.add("kafka_dlt-exception-message", bytes(String.valueOf(why.getMessage())));
            context().recordMetadata().ifPresent(from -> {
                headers.add("kafka_dlt-original-topic", bytes(from.topic()));
                headers.add("kafka_dlt-original-partition", bytes(Integer.toString(from.partition())));
                headers.add("kafka_dlt-original-offset", bytes(Long.toString(from.offset())));
            });
            byte[] value = record.value() == null ? new byte[0] : record.value();
            return record.<Read>withValue(new Unreadable(value)).withHeaders(headers);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static ProcessorSupplier<String, Event, String, Rollup> tallying() {
        return new ProcessorSupplier<>() {
            @Override
            public Tallying get() {
                return new Tallying();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(TALLIES), KEYS, TALLY));
            }
        };
    }

    /** An event of an obligation to the differences that it makes. */
    private static final class Tallying extends ContextualProcessor<String, Event, String, Rollup> {

        private @Nullable KeyValueStore<String, Tally> tallies;

        @Override
        public void init(ProcessorContext<String, Rollup> context) {
            super.init(context);
            tallies = context.getStateStore(TALLIES);
        }

        @Override
        public void process(Record<String, Event> record) {
            KeyValueStore<String, Tally> known = requireNonNull(tallies);
            Tally before = Optional.ofNullable(known.get(record.key())).orElse(Tally.NOTHING);
            Tally after = switch (record.value()) {
                case SubmissionEvent event -> before.with(event);
                case ReviewEvent event -> before.with(event);
                default -> before;
            };
            if (after.equals(before)) {
                return;
            }
            known.put(record.key(), after);
            for (Rollup difference : Differences.between(before, after, Instant.ofEpochMilli(record.timestamp()))) {
                context().forward(record.withKey(difference.key()).withValue(difference));
            }
        }
    }

    private static ProcessorSupplier<String, Rollup, String, Rollup> summing() {
        return new ProcessorSupplier<>() {
            @Override
            public Summing get() {
                return new Summing();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(SUMS), KEYS, ROLLUP));
            }
        };
    }

    /** A difference to the new sums. */
    private static final class Summing extends ContextualProcessor<String, Rollup, String, Rollup> {

        private @Nullable KeyValueStore<String, Rollup> rollups;

        @Override
        public void init(ProcessorContext<String, Rollup> context) {
            super.init(context);
            rollups = context.getStateStore(SUMS);
        }

        @Override
        public void process(Record<String, Rollup> record) {
            KeyValueStore<String, Rollup> known = requireNonNull(rollups);
            Rollup difference = record.value();
            Rollup before = Optional.ofNullable(known.get(record.key()))
                    .orElse(Rollup.empty(difference.cycle(), difference.agency()));
            Rollup after = before.plus(difference);
            known.put(record.key(), after);
            context().forward(record.withValue(after));
        }
    }
}
