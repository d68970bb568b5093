package huikan.service.outbox;

import huikan.service.lease.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what waits in the outboxes of a service published: at least once, by one thread of one instance at a time.
 *
 * <p>A writer announces what it wrote ({@link #announce}), so that an event leaves within milliseconds. A sweep finds
 * what nobody announced here, which is also what other instances wrote. It comes every {@link OutboxSettings#sweep},
 * whatever is announced meanwhile, takes the oldest first, and follows itself at once while more is left: so each event
 * waits for one such time and for what is older than it. What cannot be relayed of one collection holds up another for no
 * longer than it takes to be refused.
 */
public final class OutboxRelays {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelays.class);
    private static final int MOST_ANNOUNCED = 10_000;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final Map<String, OutboxRelay> relays = new LinkedHashMap<>();
    private final Lease lease;
    private final OutboxSettings settings;
    private final LinkedBlockingQueue<Announced> announced = new LinkedBlockingQueue<>(MOST_ANNOUNCED);
    private volatile boolean running;
    /** By the worker's nanosecond clock. */
    private long nextSweep = System.nanoTime();
    /** Likewise. */
    private long nextRelay = System.nanoTime();

    private @Nullable Thread worker;

    OutboxRelays(List<OutboxRelay> relays, Lease lease, OutboxSettings settings) {
        relays.forEach(relay -> this.relays.put(relay.collection(), relay));
        this.lease = lease;
        this.settings = settings;
    }

    private record Announced(String collection, String id) {}

    /**
     * Call it after the write: something waits in this document. Losing an announcement costs time, never an event.
     *
     * @param collection a declared {@link OutboxSource}
     */
    public void announce(String collection, String id) {
        boolean unused = announced.offer(new Announced(collection, id));
    }

    private void run() {
        try {
            while (running) {
                try {
                    step();
                } catch (RuntimeException away) {
                    LOG.warn("the outboxes have to wait: {}", away.toString());
                    relays.values().forEach(OutboxRelay::hasToWait);
                    TimeUnit.MILLISECONDS.sleep(AFTER_TROUBLE.toMillis());
                    nextSweep = System.nanoTime();
                }
            }
        } catch (InterruptedException stopping) {
            LOG.debug("the relay of the outboxes stops");
        }
    }

    private void step() throws InterruptedException {
        Map<String, Set<String>> ids = awaitAnnounced();
        if (!lease.hold()) {
            standBy();
            return;
        }
        List<OutboxRelay> troubled = new ArrayList<>();
        // before what is announced, which may come without end
        if (System.nanoTime() - nextSweep >= 0) {
            boolean all = true;
            for (OutboxRelay relay : relays.values()) {
                all &= done(relay, relay::sweep, troubled);
            }
            nextSweep = System.nanoTime() + (all ? settings.sweep().toNanos() : 0);
        }
        for (Map.Entry<String, Set<String>> some : ids.entrySet()) {
            OutboxRelay relay = relays.get(some.getKey());
            if (relay != null && !troubled.contains(relay)) {
                boolean unused = done(relay, () -> relay.publish(some.getValue()), troubled);
            }
        }
        if (!ids.isEmpty()) {
            nextRelay = System.nanoTime() + settings.gather().toNanos();
        }
        if (!troubled.isEmpty()) {
            // what is announced of others meanwhile does not wait for it
            nextSweep = Math.min(nextSweep, System.nanoTime() + AFTER_TROUBLE.toNanos());
        }
    }

    private static boolean done(OutboxRelay relay, BooleanSupplier work, List<OutboxRelay> troubled) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException trouble) {
            LOG.warn("the outbox of {} has to wait: {}", relay.collection(), trouble.toString());
            relay.hasToWait();
            troubled.add(relay);
            return true;
        }
    }

    /** Another instance relays. Its sweeps find what this one writes, and the first sweep of this one what it left. */
    private void standBy() throws InterruptedException {
        relays.values().forEach(OutboxRelay::standBy);
        TimeUnit.NANOSECONDS.sleep(settings.sweep().toNanos());
        announced.clear();
        nextSweep = System.nanoTime();
    }

    /** What comes alone goes at once; what comes soon after the last that went is gathered. By collection. */
    private Map<String, Set<String>> awaitAnnounced() throws InterruptedException {
        List<Announced> some = new ArrayList<>();
        Announced first = announced.poll(Math.max(0, nextSweep - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (first != null) {
            some.add(first);
            TimeUnit.NANOSECONDS.sleep(nextRelay - System.nanoTime());
            announced.drainTo(some, settings.batch() - 1);
        }
        Map<String, Set<String>> ids = new LinkedHashMap<>();
        some.forEach(one -> ids.computeIfAbsent(one.collection(), absent -> new LinkedHashSet<>())
                .add(one.id()));
        return ids;
    }

    void start() {
        Thread thread = new Thread(this::run, "outbox");
        worker = thread;
        running = true;
        thread.start();
    }

    void stop() {
        Thread thread = worker;
        worker = null;
        running = false;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(AFTER_TROUBLE.toMillis());
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            lease.release();
        } catch (RuntimeException unreachable) {
            LOG.info("the lease of the outboxes runs out by itself: {}", unreachable.getMessage());
        }
    }
}
