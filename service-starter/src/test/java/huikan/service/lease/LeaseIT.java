package huikan.service.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import huikan.testing.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class LeaseIT {

    private static final Instant TEN = Instant.parse("2024-03-01T10:00:00Z");
    private static final Duration LENGTH = Duration.ofSeconds(10);

    /** A clock that each instance has of its own, and that somebody may set back. */
    private static final class OwnClock extends Clock {
        private Instant now = TEN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void whose_clock_is_set_back_does_not_hold_what_another_one_took() {
        try (MongoClient client = MongoClients.create(Infrastructure.store())) {
            MongoCollection<Document> leases = client.getDatabase("lease-it").getCollection("leases");
            OwnClock firstClock = new OwnClock();
            OwnClock secondClock = new OwnClock();
            Lease first = new Lease(leases, "relay", "first", LENGTH, firstClock);
            Lease second = new Lease(leases, "relay", "second", LENGTH, secondClock);
            assertThat(first.hold()).isTrue();
            assertThat(second.hold()).isFalse();
            firstClock.now = TEN.minus(Duration.ofHours(1));
            secondClock.now = TEN.plus(LENGTH).plusMillis(1);
            assertThat(second.hold()).isTrue();
            assertThat(first.hold()).isFalse();
        }
    }
}
