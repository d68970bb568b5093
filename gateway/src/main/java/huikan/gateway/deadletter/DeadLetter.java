package huikan.gateway.deadletter;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record that a service gave up, and what was decided about it. */
record DeadLetter(LetterId id, ConsumerRecord<String, byte[]> record, Optional<Decision> decision) {

    enum State {
        WAITING,
        REPLAYED,
        DISCARDED
    }

    /**
     * What an administrator decided.
     *
     * @param reason of a discard
     */
    record Decision(
            State state, String by, Instant at, @Nullable String reason) {}

    State state() {
        return decision.map(Decision::state).orElse(State.WAITING);
    }
}
