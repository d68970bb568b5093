package huikan.submission.relay;

import huikan.submission.cycle.Cycle;
import huikan.submission.obligation.ObligationLists;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations.Obligation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is owed by those for whom an agency relays. */
@Component
public final class RelayedObligations {

    private final ObligationLists obligations;

    RelayedObligations(ObligationLists obligations) {
        this.obligations = obligations;
    }

    /**
     * Of one cycle, by agency; whoever is relayed for twice is there once.
     *
     * @param granted by which they are relayed for
     * @param after the agency after which they begin
     */
    public List<Obligation> list(
            Cycle cycle, List<Relay> granted, @Nullable ObligationStatus state, @Nullable String after, int most) {
        Map<String, Obligation> byAgency = new TreeMap<>();
        for (Relay relay : granted) {
            if (relay.form().equals(cycle.form().id())) {
                covered(cycle, relay, state, after, most).forEach(one -> byAgency.put(one.agency(), one));
            }
        }
        return byAgency.values().stream().limit(most).toList();
    }

    /** The agency that relays is under itself, and others may have moved from below it: they are passed over. */
    private List<Obligation> covered(
            Cycle cycle, Relay relay, @Nullable ObligationStatus state, @Nullable String after, int most) {
        List<Obligation> found = new ArrayList<>();
        String at = after;
        List<Obligation> page;
        do {
            page = obligations.list(cycle.id(), relay.under(), state, at, most + 1);
            page.stream()
                    .filter(one -> relay.covers(one.agency(), one.seenBy()))
                    .forEach(found::add);
            at = page.isEmpty() ? null : page.getLast().agency();
        } while (page.size() > most && found.size() < most);
        return found.stream().limit(most).toList();
    }
}
