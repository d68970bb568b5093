package huikan.review.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on as the machine's, from where it was put. */
public final class MovableClock extends Clock {

    private record Set(Instant at, long nanos) {}

    private final AtomicReference<Set> set = new AtomicReference<>(new Set(Instant.now(), System.nanoTime()));

    public void moveTo(Instant at) {
        set.set(new Set(at, System.nanoTime()));
    }

    @Override
    public Instant instant() {
        Set since = set.get();
        return Instant.ofEpochMilli(
                since.at.plusNanos(System.nanoTime() - since.nanos).toEpochMilli());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
