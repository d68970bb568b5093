package huikan.analytics.supervision;

import huikan.analytics.supervision.ThingStore.Change;
import huikan.analytics.supervision.ThingStore.Inspected;
import huikan.analytics.supervision.ThingStore.Kept;
import huikan.analytics.supervision.ThingStore.Page;
import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.InspectionMoved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Keeps each step of a case once. First the things, each only over what was read; then the lines, of which the newest stands.
 * What dies between the two comes again: the things are unchanged then, and their lines are written all the same.
 */
@Component
final class SupervisionWriter {

    /** How often one begins anew before the batch is given back to Kafka. */
    private static final int MOST_ATTEMPTS = 10;

    private final ThingStore store;

    SupervisionWriter(ThingStore store) {
        this.store = store;
    }

    /** Returns when all of it is there. */
    void write(List<SupervisionEvent> events) {
        List<Inspected> inspected = events.stream()
                .flatMap(event -> event instanceof InspectionMoved moved
                        ? moved.told().stream()
                                .map(unit -> new Inspected(
                                        moved.id(), unit, moved.step().at()))
                        : Stream.of())
                .toList();
        if (!inspected.isEmpty()) {
            store.writeInspected(inspected);
        }
        List<Told> told =
                events.stream().flatMap(event -> Told.of(event).stream()).toList();
        for (int attempt = 1; !told.isEmpty() && !written(told); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new IllegalStateException(
                        "somebody else writes " + told.getFirst().id());
            }
        }
    }

    private boolean written(List<Told> told) {
        Map<String, Kept> before =
                store.things(told.stream().map(Told::id).distinct().toList());
        Map<String, Thing> after = new LinkedHashMap<>();
        for (Told one : told) {
            Thing known = after.getOrDefault(
                    one.id(), before.getOrDefault(one.id(), Kept.NOTHING).thing());
            after.put(one.id(), known.with(one));
        }
        Map<String, Kept> kept = new LinkedHashMap<>();
        Map<String, Page> pages = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        after.forEach((id, thing) -> {
            Kept seen = before.getOrDefault(id, Kept.NOTHING);
            boolean changed = !thing.equals(seen.thing());
            Kept next = changed ? new Kept(thing, seen.revision() + 1, page(thing, seen, pages)) : seen;
            if (changed) {
                changes.add(new Change(id, next));
            }
            if (thing.origin() != null) {
                kept.put(id, next);
            }
        });
        if (!store.writeThings(changes)) {
            return false;
        }
        store.writeLines(kept);
        return true;
    }

    /**
     * @param pages by group those that this batch has come to
     */
    private int page(Thing thing, Kept seen, Map<String, Page> pages) {
        Origin origin = thing.origin();
        if (seen.page() > 0 || origin == null) {
            return seen.page();
        }
        Page last = pages.computeIfAbsent(origin.group(), store::last).next();
        pages.put(origin.group(), last);
        return last.number();
    }
}
