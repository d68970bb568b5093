package huikan.analytics.stream;

import huikan.analytics.rollup.RollupChanges;
import huikan.analytics.rollup.RollupChanges.Changed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks for changed rollups while anybody listens, once for all who do. */
@Component
final class ChangeFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    /** Changes that are told one by one; after more of them a reader asks anew for all that it shows. */
    private static final int MOST_CHANGES = 5_000;

    private final RollupChanges rollups;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    private final Object lock = new Object();
    private @Nullable Thread looking;

    ChangeFeed(RollupChanges rollups, MeterRegistry meters) {
        this.rollups = rollups;
        Gauge.builder("huikan.metrics.streams", subscriptions, Set::size)
                .description("readers of the stream of changed rollups")
                .register(meters);
    }

    int readers() {
        return subscriptions.size();
    }

    long readers(String login) {
        return subscriptions.stream().filter(one -> one.isOf(login)).count();
    }

    /**
     * From now on it is told of what changes.
     *
     * @param from where it was before; null for one who begins now
     */
    void add(Subscription subscription, @Nullable StreamPosition from) {
        // what changes while the past is looked up is told twice rather than never
        synchronized (lock) {
            if (looking == null) {
                Look look = new Look(rollups);
                looking = Thread.ofVirtual().name("rollup-changes").start(() -> lookAround(look));
            }
            subscriptions.add(subscription);
        }
        try {
            int generation = rollups.generation();
            SortedMap<Integer, Long> now = rollups.positions(generation);
            List<Changed> missed = new ArrayList<>();
            if (from != null) {
                for (Map.Entry<Integer, Long> partition : now.entrySet()) {
                    missed.addAll(rollups.since(
                            generation,
                            partition.getKey(),
                            from.offsets().getOrDefault(partition.getKey(), 0L),
                            MOST_CHANGES + 1));
                }
            }
            if (missed.size() > MOST_CHANGES) {
                subscription.tellAll(new StreamPosition(now));
            } else {
                subscription.tell(missed, new StreamPosition(now));
            }
        } catch (RuntimeException unanswered) {
            subscriptions.remove(subscription);
            throw unanswered;
        }
    }

    /** Requests that go on would hold up the end of the service. */
    @EventListener(ContextClosedEvent.class)
    void end() {
        subscriptions.forEach(Subscription::end);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    private void lookAround(Look look) {
        while (goesOn()) {
            try {
                look.tell(subscriptions);
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException unanswered) {
                LOG.warn("changed rollups are told later: {}", unanswered.toString());
                sleep();
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_AGAIN.multipliedBy(4));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean goesOn() {
        synchronized (lock) {
            if (subscriptions.isEmpty() || Thread.currentThread().isInterrupted()) {
                looking = null;
                return false;
            }
            return true;
        }
    }

    /** How far one has looked. */
    static final class Look {
        private final RollupChanges rollups;
        private int generation;
        private final SortedMap<Integer, Long> positions = new TreeMap<>();
        /** Of the last offset of each partition those that were told. */
        private final Map<Integer, Set<String>> told = new TreeMap<>();

        Look(RollupChanges rollups) {
            this.rollups = rollups;
            this.generation = rollups.generation();
            positions.putAll(rollups.positions(generation));
        }

        void tell(Set<Subscription> subscriptions) {
            int shown = rollups.generation();
            if (shown != generation) {
                generation = shown;
                positions.clear();
                told.clear();
                positions.putAll(rollups.positions(generation));
                StreamPosition now = new StreamPosition(positions);
                subscriptions.forEach(one -> one.tellAll(now));
                return;
            }
            List<Changed> changes = changes();
            if (!changes.isEmpty()) {
                StreamPosition now = new StreamPosition(positions);
                subscriptions.forEach(one -> one.tell(changes, now));
            }
        }

        private List<Changed> changes() {
            List<Changed> changes = new ArrayList<>();
            int partitions = rollups.partitions(generation);
            for (int partition = 0; partition < partitions; partition++) {
                for (Changed one : rollups.since(
                        generation, partition, positions.getOrDefault(partition, 0L), Integer.MAX_VALUE)) {
                    if (one.included() != positions.getOrDefault(partition, -1L)) {
                        positions.put(partition, one.included());
                        told.put(partition, new HashSet<>());
                    }
                    if (told.computeIfAbsent(partition, first -> new HashSet<>())
                            .add(one.cycle() + "/" + one.agency())) {
                        changes.add(one);
                    }
                }
            }
            return changes;
        }
    }
}
