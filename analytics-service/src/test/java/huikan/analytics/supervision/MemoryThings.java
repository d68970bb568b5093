package huikan.analytics.supervision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A store in which something may come between any two writes: another writer, or the end of the process. */
final class MemoryThings implements ThingStore {

    final Map<String, Kept> things = new TreeMap<>();
    final Map<String, Kept> lines = new TreeMap<>();
    final Map<List<String>, Instant> inspected = new HashMap<>();

    private final Random random;
    private final Runnable between;

    MemoryThings(Random random, Runnable between) {
        this.random = random;
        this.between = between;
    }

    @Override
    public Map<String, Kept> things(Collection<String> ids) {
        Map<String, Kept> found = new HashMap<>(things);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public Page last(String group) {
        Map<Integer, Long> pages = new TreeMap<>();
        things.values().stream()
                .filter(one -> one.thing().origin() != null
                        && one.thing().origin().group().equals(group))
                .forEach(one -> pages.merge(one.page(), 1L, Long::sum));
        int last = pages.keySet().stream().max(Integer::compare).orElse(1);
        return new Page(last, pages.getOrDefault(last, 0L));
    }

    @Override
    public boolean writeThings(List<Change> changes) {
        List<Change> unordered = new ArrayList<>(changes);
        Collections.shuffle(unordered, random);
        boolean all = true;
        for (Change one : unordered) {
            between.run();
            Kept there = things.getOrDefault(one.id(), Kept.NOTHING);
            if (there.revision() == one.after().revision() - 1) {
                things.put(one.id(), one.after());
            } else {
                all = false;
            }
        }
        return all;
    }

    @Override
    public void writeLines(Map<String, Kept> kept) {
        kept.forEach((id, one) -> {
            between.run();
            lines.merge(id, one, (there, told) -> told.revision() > there.revision() ? told : there);
        });
    }

    @Override
    public void writeInspected(Collection<Inspected> told) {
        for (Inspected one : told) {
            between.run();
            inspected.merge(
                    List.of(one.inspection(), one.agency()),
                    one.at(),
                    (there, again) -> again.isBefore(there) ? again : there);
        }
    }

    List<Course> courses() {
        return lines.values().stream()
                .map(Kept::thing)
                .map(one -> new Course(
                        one.origin().kind(),
                        one.origin().path(),
                        one.all(),
                        one.origin().facts()))
                .toList();
    }
}
