package huikan.submission.submission;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Wakes those who wait for a filing that this instance settles. What another one settles is seen by looking again. */
@Component
public final class SettledSignal {

    private final ConcurrentHashMap<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

    /** They are written down. */
    public void settled(Collection<String> ids) {
        if (awaited.isEmpty()) {
            return;
        }
        ids.forEach(id -> {
            CompletableFuture<Void> waiting = awaited.remove(id);
            if (waiting != null) {
                waiting.complete(null);
            }
        });
    }

    /** To be taken before the first look, so that nothing comes between the two. */
    Wait forOne(String id) {
        return new Wait(id, awaited.computeIfAbsent(id, absent -> new CompletableFuture<>()));
    }

    /** Somebody who waits; others may wait for the same. */
    final class Wait implements AutoCloseable {

        private final String id;
        private final CompletableFuture<Void> waiting;

        private Wait(String id, CompletableFuture<Void> waiting) {
            this.id = id;
            this.waiting = waiting;
        }

        /** Until it is settled here, or so long. */
        void await(Duration most) throws InterruptedException {
            try {
                waiting.get(most.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException another) {
                // another instance may have settled it
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void close() {
            awaited.remove(id, waiting);
        }
    }
}
