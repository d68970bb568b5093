package huikan.analytics.odata;

import huikan.analytics.directory.Directory;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Rollups;
import huikan.events.CycleEvent.CycleIssued;
import huikan.service.security.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads sets piece by piece: a piece has the rows of one cycle, or of one agency in it. How many pieces an answer takes is bounded,
 * whatever is asked: a page that would take more ends early, and what cannot be told in pages is refused.
 */
@Component
final class FeedReader {

    /** Pieces that are looked for, for one page. */
    static final int PIECES_OF_PAGE = 1_000;
    /** Pieces with something in them that are read for one page: a full one takes a millisecond or two. */
    static final int READ_OF_PAGE = 200;
    /** Likewise for what is counted, or put into another order. */
    static final int PIECES_AT_ONCE = 10_000;

    static final int READ_AT_ONCE = 1_000;

    /** Pieces that are read together: first few, as a page may be full with them. */
    private static final int FIRST_BATCH = 4;

    private static final int LARGEST_BATCH = 64;

    private final Directory directory;
    private final Rollups rollups;

    FeedReader(Directory directory, Rollups rollups) {
        this.directory = directory;
        this.rollups = rollups;
    }

    /** Takes piece after piece, until it wants no more. */
    interface Pieces {

        /**
         * @param key what the keys of all its rows begin with
         * @param rows in the order of their keys; none where there was nothing to tell
         * @return whether to go on
         */
        boolean take(List<String> key, List<? extends Record> rows);
    }

    /**
     * @param filter null for all rows; it also says which pieces are read
     */
    void read(EntitySet set, Caller caller, @Nullable Expression filter, Position after, Pieces pieces) {
        Scope scope = scope(set, caller, filter);
        for (String cycle : scope.cycles) {
            if (!after.covers(List.of(cycle)) && !readCycle(set, cycle, scope.agencies, after, pieces)) {
                return;
            }
        }
    }

    /** How many pieces there may be at most. */
    long pieces(EntitySet set, Caller caller, @Nullable Expression filter) {
        Scope scope = scope(set, caller, filter);
        return (long) scope.cycles.size() * (set.isOfAgencies() ? scope.agencies.size() : 1);
    }

    private record Scope(SortedSet<String> cycles, SortedSet<String> agencies) {}

    private Scope scope(EntitySet set, Caller caller, @Nullable Expression filter) {
        List<EntityType.Property> key = set.type().key();
        SortedSet<String> cycles = directory.cycles();
        retain(cycles, filter, key.getFirst().name());
        SortedSet<String> agencies = new TreeSet<>();
        if (set.isOfAgencies() && !cycles.isEmpty()) {
            agencies.addAll(seenBy(caller));
            retain(agencies, filter, key.get(1).name());
        }
        return new Scope(cycles, agencies);
    }

    private SortedSet<String> seenBy(Caller caller) {
        if (caller.isAdmin() || caller.agencies().isEmpty()) {
            return directory.agencies();
        }
        SortedSet<String> seen = new TreeSet<>();
        caller.agencies().forEach(one -> seen.addAll(directory.seenBy(one)));
        return seen;
    }

    private static void retain(Set<String> all, @Nullable Expression filter, String property) {
        Set<String> only = filter == null ? null : filter.only(property);
        if (only != null) {
            all.retainAll(only);
        }
    }

    private boolean readCycle(EntitySet set, String id, Collection<String> agencies, Position after, Pieces pieces) {
        CycleIssued cycle = directory.cycle(id).orElse(null);
        if (cycle == null) {
            return true;
        }
        if (!set.isOfAgencies()) {
            return pieces.take(List.of(id), set.rows(new EntitySet.Piece(cycle, Rollup.empty(id, ""), null)));
        }
        List<String> left = agencies.stream()
                .filter(agency -> !after.covers(List.of(id, agency)))
                .toList();
        int size = FIRST_BATCH;
        for (int from = 0; from < left.size(); from += size, size = Math.min(2 * size, LARGEST_BATCH)) {
            if (!readAgencies(set, cycle, left.subList(from, Math.min(from + size, left.size())), pieces)) {
                return false;
            }
        }
        return true;
    }

    private boolean readAgencies(EntitySet set, CycleIssued cycle, List<String> agencies, Pieces pieces) {
        Map<String, Rollup> found = rollups.of(cycle.id(), agencies).stream()
                .collect(Collectors.toMap(Rollup::agency, Function.identity()));
        Map<String, String> names = directory.names(found.keySet(), cycle.to());
        for (String agency : agencies) {
            Rollup rollup = found.get(agency);
            List<? extends Record> rows = rollup == null
                    ? new ArrayList<>()
                    : set.rows(new EntitySet.Piece(cycle, rollup, names.get(agency)));
            if (!pieces.take(List.of(cycle.id(), agency), rows)) {
                return false;
            }
        }
        return true;
    }
}
