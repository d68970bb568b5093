package huikan.gateway.deadletter;

import static java.util.Objects.requireNonNull;

import huikan.events.Topics;
import huikan.gateway.deadletter.DeadLetter.Decision;
import huikan.gateway.deadletter.DeadLetter.State;
import huikan.service.consuming.DeadLetterHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dead letters of all services, read from their topics when somebody asks: nothing of them is kept here. A replay
 * goes to the topic that only the service reads which gave the record up, so that the history keeps one copy.
 */
final class DeadLetters implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final List<String> REPLAYABLE =
            Topics.ALL.stream().map(Topics.Topic::name).toList();

    private final List<String> services;
    private final ConsumerFactory<String, byte[]> consumers;
    private final KafkaTemplate<String, byte[]> kafka;
    private final Decisions decisions;
    private final JsonMapper json;
    private final Clock clock;

    DeadLetters(
            List<String> services,
            Decisions decisions,
            ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka,
            JsonMapper json,
            Clock clock) {
        this.services = services.stream().sorted().toList();
        this.consumers = consumers;
        this.kafka = kafka;
        this.decisions = decisions;
        this.json = json;
        this.clock = clock;
    }

    /**
     * In the order of service, partition and offset.
     *
     * @param service one, or null for all
     * @param after the last of the page before, or null
     */
    List<DeadLetter> list(@Nullable String service, @Nullable State state, @Nullable LetterId after, int limit) {
        decisions.refresh(PATIENCE);
        List<DeadLetter> found = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = consumers.createConsumer(null, "-dead-letters")) {
            for (TopicPartition place : places(consumer, service)) {
                if (found.size() < limit && !isBefore(place, after)) {
                    long from = after != null && after.place().equals(place) ? after.offset() + 1 : 0;
                    read(consumer, place, from, limit, found, letter -> state == null || letter.state() == state);
                }
            }
        }
        return found;
    }

    private List<TopicPartition> places(Consumer<String, byte[]> consumer, @Nullable String service) {
        return services.stream()
                .filter(one -> service == null || service.equals(one))
                .flatMap(one -> consumer.partitionsFor(Topics.deadLetters(one), PATIENCE).stream()
                        .sorted(Comparator.comparingInt(PartitionInfo::partition))
                        .map(info -> new TopicPartition(info.topic(), info.partition())))
                .toList();
    }

    private static boolean isBefore(TopicPartition place, @Nullable LetterId after) {
        return after != null
                && Comparator.comparing(TopicPartition::topic)
                                .thenComparingInt(TopicPartition::partition)
                                .compare(place, after.place())
                        < 0;
    }

    /** Reads one partition to its end or until there are enough. */
    private void read(
            Consumer<String, byte[]> consumer,
            TopicPartition place,
            long from,
            int limit,
            List<DeadLetter> found,
            Predicate<DeadLetter> wanted) {
        List<TopicPartition> places = List.of(place);
        consumer.assign(places);
        long end = requireNonNull(consumer.endOffsets(places, PATIENCE).get(place));
        long begin = requireNonNull(consumer.beginningOffsets(places, PATIENCE).get(place));
        consumer.seek(place, Math.max(from, begin));
        while (found.size() < limit && consumer.position(place, PATIENCE) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(PATIENCE)) {
                DeadLetter letter = letter(record);
                if (found.size() < limit && wanted.test(letter)) {
                    found.add(letter);
                }
            }
        }
    }

    private DeadLetter letter(ConsumerRecord<String, byte[]> record) {
        LetterId id = new LetterId(
                record.topic().substring(Topics.deadLetters("").length()), record.partition(), record.offset());
        return new DeadLetter(id, record, decisions.of(id));
    }

    /** Those of them that exist. */
    Map<LetterId, DeadLetter> find(Collection<LetterId> ids) {
        decisions.refresh(PATIENCE);
        Map<LetterId, DeadLetter> known = new HashMap<>();
        try (Consumer<String, byte[]> consumer = consumers.createConsumer(null, "-dead-letters")) {
            Set<TopicPartition> places = new HashSet<>(places(consumer, null));
            for (LetterId id : ids) {
                if (places.contains(id.place())) {
                    List<DeadLetter> found = new ArrayList<>();
                    read(consumer, id.place(), id.offset(), 1, found, letter -> true);
                    found.stream().filter(letter -> letter.id().equals(id)).forEach(letter -> known.put(id, letter));
                }
            }
        }
        return known;
    }

    /** Gives the record to its service again; that it succeeds shows in what it should have done. */
    DeadLetter replay(DeadLetter letter, String by) {
        String topic = DeadLetterHeaders.text(letter.record().headers(), DeadLetterHeaders.TOPIC);
        if (topic == null || !REPLAYABLE.contains(topic)) {
            throw DeadLetterProblem.NOT_REPLAYABLE.because(
                    "Records of " + topic + " are made by the service itself and come again when it is rebuilt.");
        }
        send(new ProducerRecord<>(
                Topics.replays(letter.id().service()),
                null,
                letter.record().timestamp(),
                letter.record().key(),
                letter.record().value(),
                DeadLetterHeaders.forReplay(letter.record().headers())));
        return decide(letter, new Decision(State.REPLAYED, by, clock.instant(), null));
    }

    DeadLetter discard(DeadLetter letter, String by, String reason) {
        return decide(letter, new Decision(State.DISCARDED, by, clock.instant(), reason));
    }

    private DeadLetter decide(DeadLetter letter, Decision decision) {
        send(new ProducerRecord<>(Decisions.TOPIC, letter.id().toString(), json.writeValueAsBytes(decision)));
        return new DeadLetter(letter.id(), letter.record(), Optional.of(decision));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<?> sent = kafka.send(record);
        sent.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** How many wait for a decision, by service. */
    Map<String, Long> waiting() {
        decisions.refresh(PATIENCE);
        try (Consumer<String, byte[]> consumer = consumers.createConsumer(null, "-dead-letters")) {
            return services.stream().collect(Collectors.toMap(service -> service, service -> {
                List<TopicPartition> places = places(consumer, service);
                consumer.assign(places);
                long all =
                        sum(consumer.endOffsets(places, PATIENCE)) - sum(consumer.beginningOffsets(places, PATIENCE));
                return Math.max(0, all - decisions.countOf(service));
            }));
        }
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        decisions.close();
    }
}
