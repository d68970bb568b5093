package huikan.analytics.rollup;

import huikan.events.AgencyLevel;
import huikan.events.Superior;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sums of one agency with all below it in one cycle. The same shape serves as a difference: what is to be added.
 *
 * @param level of the agency; null where nothing was told of it, and in those from before it was kept
 * @param path its superiors on the form's line, nearest first
 * @param expected obligations under the agency, its own too
 * @param filed of them, those whose slot is held
 * @param late of the filed, those that came after the due date
 * @param excused of the expected, those of whom a superior asks for none
 * @param asOf the time of the latest event that is in
 */
public record Rollup(
        String cycle,
        String agency,
        @Nullable AgencyLevel level,
        List<Superior> path,
        long expected,
        long filed,
        long late,
        long excused,
        SortedMap<Basis, Sums> bases,
        Instant asOf) {

    /** One from before the path was kept has none. */
    public Rollup {
        path = path == null ? List.of() : List.copyOf(path);
    }

    /** The agency directly above, or null at the root. */
    public @Nullable String parent() {
        return path.isEmpty() ? null : path.getFirst().agency();
    }

    /** The key of a rollup: cycle and agency. */
    static String key(String cycle, String agency) {
        return cycle + "/" + agency;
    }

    String key() {
        return key(cycle, agency);
    }

    /** Of the same agency and cycle with nothing in it. */
    Rollup emptied() {
        return new Rollup(cycle, agency, level, path, 0, 0, 0, 0, new TreeMap<>(), Instant.EPOCH);
    }

    /** Nothing known yet of an agency in a cycle. */
    public static Rollup empty(String cycle, String agency) {
        return new Rollup(cycle, agency, null, List.of(), 0, 0, 0, 0, new TreeMap<>(), Instant.EPOCH);
    }

    /** With a filing that counts on a basis for the agency. */
    Rollup plus(Tally.Filing filing, Basis basis) {
        return with(0, 0, 0, new TreeMap<>(Map.of(basis, Sums.of(filing, agency))));
    }

    /** With a filing that holds its slot. */
    Rollup plusFiled(Tally.Filing filing) {
        return with(1, filing.late() ? 1 : 0, 0, new TreeMap<>());
    }

    /** With one of whom none is asked. */
    Rollup plusExcused() {
        return with(0, 0, 1, new TreeMap<>());
    }

    /** Without one that was put on the list afterwards. */
    Rollup minusExpected() {
        return new Rollup(cycle, agency, level, path, expected - 1, filed, late, excused, bases, asOf);
    }

    private Rollup with(long moreFiled, long moreLate, long moreExcused, SortedMap<Basis, Sums> sums) {
        return plus(new Rollup(cycle, agency, level, path, 0, moreFiled, moreLate, moreExcused, sums, asOf));
    }

    /** Told at another time. */
    Rollup at(Instant time) {
        return new Rollup(cycle, agency, level, path, expected, filed, late, excused, bases, time);
    }

    /** Without what was filed. */
    Rollup expectedOnly(Instant at) {
        return new Rollup(cycle, agency, level, path, expected, 0, 0, 0, new TreeMap<>(), at);
    }

    /** Of the filed, those that came in time. */
    public long onTime() {
        return filed - late;
    }

    /** Of the expected, those whose filing is still to come. */
    public long missing() {
        return expected - excused - filed;
    }

    /** Of the expected, those of whom a filing is asked. */
    public long owed() {
        return expected - excused;
    }

    /** Nobody here is asked for a filing, and there is none. */
    public boolean nobodyOwes() {
        return excused > 0 && expected == excused && filed == 0;
    }

    public Sums sums(Basis basis) {
        return bases.getOrDefault(basis, Sums.NONE);
    }

    Rollup plus(Rollup difference) {
        SortedMap<Basis, Sums> sums = new TreeMap<>();
        for (Basis basis : Basis.values()) {
            Sums both = sums(basis).plus(difference.sums(basis));
            if (!both.equals(Sums.NONE)) {
                sums.put(basis, both);
            }
        }
        return new Rollup(
                cycle,
                agency,
                difference.level == null ? level : difference.level,
                difference.path.isEmpty() ? path : difference.path,
                Math.addExact(expected, difference.expected),
                Math.addExact(filed, difference.filed),
                Math.addExact(late, difference.late),
                Math.addExact(excused, difference.excused),
                sums,
                asOf.isAfter(difference.asOf) ? asOf : difference.asOf);
    }

    /** With what the agencies directly below have: their sums are in those of the agency. */
    Rollup plusBelow(Rollup child) {
        SortedMap<Basis, Sums> above = new TreeMap<>();
        child.bases.forEach((basis, sums) -> above.put(basis, sums.above()));
        return plus(new Rollup(
                cycle, agency, level, path, child.expected, child.filed, child.late, child.excused, above, child.asOf));
    }

    /** Adding it changes no number. */
    boolean isNothing() {
        return expected == 0 && filed == 0 && late == 0 && excused == 0 && bases.isEmpty();
    }
}
