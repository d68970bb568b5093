package huikan.analytics.rollup;

import huikan.events.AgencyLevel;
import huikan.events.Superior;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What changes in the sums of every agency on the path when an obligation's tally changes. */
final class Differences {

    private Differences() {}

    /**
     * @return one difference for each agency whose sums change, by no fixed order
     */
    static List<Rollup> between(Tally before, Tally after, Instant at) {
        Map<String, Place> places = new LinkedHashMap<>();
        add(places, before);
        add(places, after);
        List<Rollup> differences = new ArrayList<>();
        for (Place place : places.values()) {
            Rollup difference = share(after, place, at).plus(negated(share(before, place, at)));
            if (!difference.isNothing()) {
                differences.add(difference);
            }
        }
        return differences;
    }

    /** What an obligation puts into the sums of an agency, which owes it or is above. */
    static Rollup share(String cycle, String agency, Tally tally, Instant at) {
        return share(tally, new Place(cycle, agency, null, List.of()), at);
    }

    /** An agency that a tally reaches, and those above it. */
    private record Place(
            String cycle, String agency, @Nullable AgencyLevel level, List<Superior> path) {}

    private static void add(Map<String, Place> places, Tally tally) {
        if (tally.owed() != null) {
            add(places, tally.owed().cycle(), tally.owed().chain());
        }
        for (Tally.Filing filing : tally.filings()) {
            add(places, filing.cycle(), filing.chain());
        }
    }

    private static void add(Map<String, Place> places, String cycle, List<Superior> chain) {
        for (int i = 0; i < chain.size(); i++) {
            Superior one = chain.get(i);
            places.put(one.agency(), new Place(cycle, one.agency(), one.level(), chain.subList(i + 1, chain.size())));
        }
    }

    /** What a tally puts into the sums of one agency. */
    private static Rollup share(Tally tally, Place place, Instant at) {
        boolean owes = tally.owed() != null && isOn(tally.owed().chain(), place);
        Tally.Filing holding = reaching(tally.holding(), place);
        SortedMap<Basis, Sums> bases = new TreeMap<>();
        for (Basis basis : Basis.values()) {
            Tally.Filing counted = reaching(tally.counted(basis), place);
            if (counted != null) {
                bases.put(basis, Sums.of(counted, place.agency()));
            }
        }
        return new Rollup(
                place.cycle(),
                place.agency(),
                place.level(),
                place.path(),
                owes ? 1 : 0,
                holding == null ? 0 : 1,
                holding != null && holding.late() ? 1 : 0,
                owes && tally.excused() != null ? 1 : 0,
                bases,
                at);
    }

    private static Tally.@Nullable Filing reaching(Tally.@Nullable Filing filing, Place place) {
        return filing != null && isOn(filing.chain(), place) ? filing : null;
    }

    private static boolean isOn(List<Superior> chain, Place place) {
        return chain.stream().anyMatch(one -> one.agency().equals(place.agency()));
    }

    static Rollup negated(Rollup share) {
        SortedMap<Basis, Sums> bases = new TreeMap<>();
        share.bases().forEach((basis, sums) -> bases.put(basis, Sums.NONE.minus(sums)));
        return new Rollup(
                share.cycle(),
                share.agency(),
                share.level(),
                share.path(),
                -share.expected(),
                -share.filed(),
                -share.late(),
                -share.excused(),
                bases,
                share.asOf());
    }
}
