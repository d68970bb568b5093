package huikan.analytics.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case as far as its steps are known, in whatever order and however often they come.
 *
 * @param origin null until its first step is known
 * @param upTo every step up to this version is known
 * @param stages of those steps, without the ones that said nothing new
 * @param early the steps that are known beyond a gap, by version
 */
record Thing(@Nullable Origin origin, long upTo, List<Stage> stages, SortedMap<Long, Stage> early) {

    static final Thing NOTHING = new Thing(null, 0, List.of(), new TreeMap<>());

    /** The same where the step is known. */
    Thing with(Told told) {
        if (told.version() <= upTo || early.containsKey(told.version())) {
            return this;
        }
        SortedMap<Long, Stage> waiting = new TreeMap<>(early);
        waiting.put(told.version(), told.stage());
        List<Stage> known = new ArrayList<>(stages);
        long last = upTo;
        for (Stage next = waiting.remove(last + 1); next != null; next = waiting.remove(last + 1)) {
            last++;
            if (known.isEmpty() || !known.getLast().says(next)) {
                known.add(next);
            }
        }
        return new Thing(origin == null ? told.origin() : origin, last, List.copyOf(known), waiting);
    }

    /** All that is known, in the order of the versions. */
    List<Stage> all() {
        return Stream.concat(stages.stream(), early.values().stream().filter(stage -> !stage.equals(Stage.SILENT)))
                .toList();
    }
}
