package huikan.service.watching;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that takes a look into the store or Kafka to know. A scrape asks for it; it is looked up at most once in a
 * while, and while it cannot be had it is unknown, never old.
 */
public final class Sampled<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Sampled.class);

    private final Supplier<T> look;
    private final Duration fresh;
    private final T unknown;
    private T known;
    private long until = System.nanoTime();

    /**
     * @param fresh for how long an answer is good
     * @param unknown the answer while there is none, such as NaN
     */
    public Sampled(Supplier<T> look, Duration fresh, T unknown) {
        this.look = look;
        this.fresh = fresh;
        this.unknown = unknown;
        this.known = unknown;
    }

    public synchronized T get() {
        if (System.nanoTime() >= until) {
            known = looked();
            until = System.nanoTime() + fresh.toNanos();
        }
        return known;
    }

    private T looked() {
        try {
            return look.get();
        } catch (RuntimeException away) {
            LOG.info("a metric cannot be had: {}", away.toString());
            return unknown;
        }
    }
}
