package huikan.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much may be under way at the same time: of all clients together, and a share of it of each one, so that no single
 * client can have all of it.
 */
final class ConcurrencyLimit {

    private static final int PERCENT = 100;

    private final int most;
    private final int mostOfClient;
    private final Duration patience;
    private final Semaphore all;
    /** Only while the client has something under way: who holds a permit holds the semaphore. */
    private final LoadingCache<String, Semaphore> clients;

    /**
     * @param share of one client, percent
     * @param patience how long one waits for room
     */
    ConcurrencyLimit(int most, int share, Duration patience) {
        this.most = most;
        this.mostOfClient = Math.max(1, Math.toIntExact((long) most * share / PERCENT));
        this.patience = patience;
        this.all = new Semaphore(most, true);
        this.clients = Caffeine.newBuilder().weakValues().build(client -> new Semaphore(mostOfClient, true));
    }

    int most() {
        return most;
    }

    int mostOfClient() {
        return mostOfClient;
    }

    /** What a request was given; to be closed when it is answered. */
    sealed interface Admission extends AutoCloseable {

        @Override
        default void close() {}
    }

    /** It may go on. */
    record Admitted(Semaphore client, int fromClient, Semaphore all, int fromAll) implements Admission {
        @Override
        public void close() {
            all.release(fromAll);
            client.release(fromClient);
        }
    }

    /** Why it may not. */
    enum Refused implements Admission {
        CLIENT,
        ALL
    }

    /** @param size a request, or its bytes; one that is larger than all may go alone */
    Admission enter(String client, int size) {
        Semaphore ofClient = clients.get(client);
        int fromClient = Math.min(size, mostOfClient);
        int fromAll = Math.min(size, most);
        if (!acquire(ofClient, fromClient)) {
            return Refused.CLIENT;
        }
        if (!acquire(all, fromAll)) {
            ofClient.release(fromClient);
            return Refused.ALL;
        }
        return new Admitted(ofClient, fromClient, all, fromAll);
    }

    private boolean acquire(Semaphore from, int permits) {
        try {
            return patience.isZero()
                    ? from.tryAcquire(permits)
                    : from.tryAcquire(permits, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
