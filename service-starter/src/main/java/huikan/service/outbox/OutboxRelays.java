package huikan.service.outbox;

import java.util.List;

/** The relays of this service, by collection; stores announce their writes here. */
public final class OutboxRelays {

    private final List<OutboxRelay> relays;

    OutboxRelays(List<OutboxRelay> relays) {
        this.relays = List.copyOf(relays);
    }

    /**
     * Call it after the write: something waits in this document.
     *
     * @param collection a declared {@link OutboxSource}
     */
    public void announce(String collection, String id) {
        for (OutboxRelay relay : relays) {
            if (relay.collection().equals(collection)) {
                relay.announce(id);
            }
        }
    }

    void start() {
        relays.forEach(OutboxRelay::start);
    }

    void stop() {
        relays.forEach(OutboxRelay::stop);
    }
}
