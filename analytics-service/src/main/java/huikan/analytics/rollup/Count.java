package huikan.analytics.rollup;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One obligation as it is stored.
 *
 * @param at the last event that changed it
 * @param time when that happened; the beginning of time in those of before it was kept
 * @param open the names of the spans that go on now
 */
record Count(Tally tally, Position at, Instant time, SortedMap<Standing, String> open) {

    static final Count NOTHING = new Count(Tally.NOTHING, new Position(-1, -1), Instant.EPOCH, new TreeMap<>());

    /** A place in {@link huikan.events.Topics#SUBMISSIONS}. */
    record Position(int partition, long offset) {

        /** The name, among those of its filing, of the span that an event opens: the same however often it is told. */
        String span(Standing standing) {
            return standing + "/" + partition + "-" + offset;
        }
    }

    Count with(Tally learnt, Position position, Instant then, Map<Standing, String> spans) {
        return new Count(learnt, position, then, new TreeMap<>(spans));
    }
}
