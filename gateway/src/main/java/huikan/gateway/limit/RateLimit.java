package huikan.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import huikan.gateway.limit.LimitSettings.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** One kind of limit: a token bucket for each client, forgotten when it is full again. */
final class RateLimit {

    private static final int MOST_CLIENTS = 100_000;
    private static final double NANOS = 1e9;

    private final String name;
    private final Rate rate;
    private final LoadingCache<String, Bucket> buckets;

    RateLimit(String name, Rate rate) {
        this.name = name;
        this.rate = rate;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CLIENTS)
                .expireAfterAccess(window().plusSeconds(1))
                .build(client -> Bucket.builder()
                        .addLimit(limit ->
                                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                        .build());
    }

    /** How long an empty bucket takes to be full again. */
    private Duration window() {
        return isOff() ? Duration.ZERO : Duration.ofSeconds(Math.ceilDiv(rate.burst(), rate.perSecond()));
    }

    boolean isOff() {
        return rate.perSecond() == 0;
    }

    /**
     * What came of asking for one.
     *
     * @param left of the burst
     * @param again when to come again
     */
    record Answer(boolean allowed, long left, Duration again) {}

    Answer take(String client) {
        ConsumptionProbe probe = buckets.get(client).tryConsumeAndReturnRemaining(1);
        return new Answer(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(
                        probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill()));
    }

    /** {@code RateLimit-Policy}, as draft-ietf-httpapi-ratelimit-headers-10 writes it. */
    String policy() {
        return "\"" + name + "\";q=" + rate.burst() + ";w=" + window().toSeconds();
    }

    /** {@code RateLimit} of the same draft. */
    String state(Answer answer) {
        return "\"" + name + "\";r=" + answer.left() + ";t=" + seconds(answer.again());
    }

    static long seconds(Duration time) {
        return Math.max(1, (long) Math.ceil(time.toNanos() / NANOS));
    }
}
