package huikan.submission.relay;

import huikan.events.Topics;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationLists;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is owed by those for whom an agency relays, or in whose place it came. */
@Component
public final class RelayedObligations {

    private final ObligationLists lists;
    private final Obligations obligations;
    private final Cycles cycles;

    RelayedObligations(ObligationLists lists, Obligations obligations, Cycles cycles) {
        this.lists = lists;
        this.obligations = obligations;
        this.cycles = cycles;
    }

    /**
     * The cycles in which anything can still be filed of what those under these agencies owe.
     *
     * @param granted by which they are relayed for on this day
     * @param predecessors in whose place it came
     */
    public Map<String, Cycle> cycles(List<Relay> granted, List<String> predecessors, LocalDate today) {
        if (granted.isEmpty() && predecessors.isEmpty()) {
            return Map.of();
        }
        Set<String> ids = new TreeSet<>(cycles.openOn(today));
        List<String> under = Stream.concat(granted.stream().map(Relay::under), predecessors.stream())
                .toList();
        ids.addAll(lists.cyclesOpenFor(under, today));
        return cycles.findAll(ids);
    }

    /**
     * Of one cycle, by agency, those that can still be filed; whoever is relayed for twice is there once.
     *
     * @param granted by which they are relayed for on this day
     * @param predecessors in whose place it came
     * @param after the agency after which they begin
     */
    public List<Obligation> list(
            Cycle cycle,
            List<Relay> granted,
            List<String> predecessors,
            LocalDate today,
            @Nullable ObligationStatus state,
            @Nullable String after,
            int most) {
        Map<String, Obligation> byAgency = new TreeMap<>();
        for (Relay relay : granted) {
            if (relay.form().equals(cycle.form().id())) {
                covered(cycle, relay, today, state, after, most).forEach(one -> byAgency.put(one.agency(), one));
            }
        }
        if (!predecessors.isEmpty()) {
            obligations
                    .findAll(predecessors.stream()
                            .map(one -> Topics.obligationKey(cycle.id(), one))
                            .toList())
                    .values()
                    .stream()
                    .filter(one -> after == null || one.agency().compareTo(after) > 0)
                    .filter(one -> state == null || one.status() == state)
                    .filter(one -> !one.closesOn(cycle.closesOn()).isBefore(today))
                    .forEach(one -> byAgency.put(one.agency(), one));
        }
        return byAgency.values().stream().limit(most).toList();
    }

    /** The agency that relays is under itself, and others may have moved from below it: they are passed over. */
    private List<Obligation> covered(
            Cycle cycle,
            Relay relay,
            LocalDate today,
            @Nullable ObligationStatus state,
            @Nullable String after,
            int most) {
        // of a closed one only those who may file longer: they are few
        LocalDate extendedTo = cycle.closesOn().isBefore(today) ? today : null;
        List<Obligation> found = new ArrayList<>();
        String at = after;
        List<Obligation> page;
        do {
            page = lists.list(cycle.id(), relay.under(), state, extendedTo, at, most + 1);
            page.stream()
                    .filter(one -> relay.covers(one.agency(), one.seenBy()))
                    .filter(one -> !one.closesOn(cycle.closesOn()).isBefore(today))
                    .forEach(found::add);
            at = page.isEmpty() ? null : page.getLast().agency();
        } while (page.size() > most && found.size() < most);
        return found.stream().limit(most).toList();
    }
}
