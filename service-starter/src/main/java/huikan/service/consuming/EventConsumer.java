package huikan.service.consuming;

import huikan.events.Event;
import huikan.events.EventFamily;
import huikan.events.Topics;
import huikan.events.UnreadableEvent;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Hands the events of a batch to a listener, one after the other. The first that fails ends the batch: those before it
 * are done, it is retried, and if it can never be processed it becomes a dead letter and the rest go on.
 */
public final class EventConsumer<E extends Event> {

    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);

    private final Function<ConsumerRecord<String, byte[]>, Optional<E>> reader;
    private final String topic;
    private final ConsumerTraces traces;
    private final MeterRegistry meters;
    /** whether a replay comes in the topic itself */
    private final boolean oneOrder;

    /**
     * @param topic the topic of the events; the listener reads the service's {@link Topics#replays} beside it
     */
    public EventConsumer(Class<E> sealed, String topic, ConsumerTraces traces, MeterRegistry meters) {
        this(reader(EventFamily.of(sealed)), topic, traces, meters);
    }

    /**
     * Of events that are not their JSON alone.
     *
     * @param reader answers empty for one that is not known
     */
    public EventConsumer(
            Function<ConsumerRecord<String, byte[]>, Optional<E>> reader,
            String topic,
            ConsumerTraces traces,
            MeterRegistry meters) {
        this(reader, topic, traces, meters, false);
    }

    private EventConsumer(
            Function<ConsumerRecord<String, byte[]>, Optional<E>> reader,
            String topic,
            ConsumerTraces traces,
            MeterRegistry meters,
            boolean oneOrder) {
        this.reader = reader;
        this.topic = topic;
        this.traces = traces;
        this.meters = meters;
        this.oneOrder = oneOrder;
    }

    /** Of a listener for which the order of a key is all: what is replayed for it comes in the topic, behind the rest. */
    public static <E extends Event> EventConsumer<E> inOneOrder(
            Class<E> sealed, String topic, ConsumerTraces traces, MeterRegistry meters) {
        return new EventConsumer<>(reader(EventFamily.of(sealed)), topic, traces, meters, true);
    }

    public void each(List<ConsumerRecord<String, byte[]>> records, Consumer<E> listener) {
        oneByOne(records, (record, event) -> listener.accept(event));
    }

    private void oneByOne(
            List<ConsumerRecord<String, byte[]>> records, BiConsumer<ConsumerRecord<String, byte[]>, E> listener) {
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                read(record).ifPresent(event -> traces.follow(record, () -> listener.accept(record, event)));
            } catch (RuntimeException failed) {
                throw new BatchListenerFailedException(
                        record.topic() + "-" + record.partition() + "@" + record.offset(), failed, record);
            }
        }
    }

    /**
     * Hands over all readable events at once, for listeners that store in bulk. When that fails they come one by one, so
     * that the one at fault is found; the listener must be able to do the same twice anyway.
     */
    public void batch(List<ConsumerRecord<String, byte[]>> records, Consumer<List<E>> listener) {
        batch(records, (record, event) -> event, listener);
    }

    /**
     * The same with something of the record.
     *
     * @param with an event and what of its record the listener needs
     */
    public <T> void batch(
            List<ConsumerRecord<String, byte[]>> records,
            BiFunction<ConsumerRecord<String, byte[]>, E, T> with,
            Consumer<List<T>> listener) {
        List<T> readable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                read(record).map(event -> with.apply(record, event)).ifPresent(readable::add);
            } catch (UnreadableEvent atFault) {
                oneByOne(records, (one, event) -> listener.accept(List.of(with.apply(one, event))));
                return;
            }
        }
        try {
            traces.followAll(records, () -> listener.accept(readable));
        } catch (RuntimeException failed) {
            LOG.info("a batch of {} is processed one by one: {}", readable.size(), failed.toString());
            oneByOne(records, (one, event) -> listener.accept(List.of(with.apply(one, event))));
        }
    }

    private static <E extends Event> Function<ConsumerRecord<String, byte[]>, Optional<E>> reader(
            EventFamily<E> family) {
        return record -> CloudEvents.read(family, record.headers(), record.key(), record.value());
    }

    private Optional<E> read(ConsumerRecord<String, byte[]> record) {
        if (!DeadLetterHeaders.origin(record.topic(), record.headers()).equals(topic)) {
            // replayed for another listener of this service
            return Optional.empty();
        }
        if (!oneOrder && record.topic().equals(topic) && DeadLetterHeaders.failures(record.headers()) > 0) {
            // replayed for the listener that needs it in this order
            return Optional.empty();
        }
        Optional<E> event = reader.apply(record);
        if (event.isEmpty()) {
            meters.counter("huikan.events.skipped", "type", String.valueOf(CloudEvents.type(record.headers())))
                    .increment();
        }
        return event;
    }
}
