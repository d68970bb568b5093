package huikan.analytics.rollup;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sums of one agency with all below it in one cycle. The same shape serves as a difference: what is to be added.
 *
 * @param parent the agency directly above on the form's line, or null at the root
 * @param expected obligations under the agency, its own too
 * @param filed of them, those whose slot is held
 * @param late of the filed, those that came after the due date
 * @param asOf the time of the latest event that is in
 */
public record Rollup(
        String cycle,
        String agency,
        @Nullable String parent,
        long expected,
        long filed,
        long late,
        SortedMap<Basis, Sums> bases,
        Instant asOf) {

    /** The key of a rollup: cycle and agency. */
    static String key(String cycle, String agency) {
        return cycle + "/" + agency;
    }

    String key() {
        return key(cycle, agency);
    }

    /** Of the same agency and cycle with nothing in it. */
    Rollup emptied() {
        return empty(cycle, agency);
    }

    /** Nothing known yet of an agency in a cycle. */
    public static Rollup empty(String cycle, String agency) {
        return new Rollup(cycle, agency, null, 0, 0, 0, new TreeMap<>(), Instant.EPOCH);
    }

    /** What one filing puts into the sums of an agency, on one basis. */
    static Rollup counting(Tally.Filing filing, String agency, Basis basis, Instant at) {
        SortedMap<Basis, Sums> sums = new TreeMap<>(Map.of(basis, Sums.of(filing, agency)));
        return new Rollup(filing.cycle(), agency, null, 0, 0, 0, sums, at);
    }

    /** Without what was filed. */
    Rollup expectedOnly(Instant at) {
        return new Rollup(cycle, agency, parent, expected, 0, 0, new TreeMap<>(), at);
    }

    /** Of the filed, those that came in time. */
    public long onTime() {
        return filed - late;
    }

    /** Of the expected, those whose slot nothing holds. */
    public long missing() {
        return expected - filed;
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
                difference.parent == null ? parent : difference.parent,
                Math.addExact(expected, difference.expected),
                Math.addExact(filed, difference.filed),
                Math.addExact(late, difference.late),
                sums,
                asOf.isAfter(difference.asOf) ? asOf : difference.asOf);
    }

    /** With what the agencies directly below have: their sums are in those of the agency. */
    Rollup plusBelow(Rollup child) {
        SortedMap<Basis, Sums> above = new TreeMap<>();
        child.bases.forEach((basis, sums) -> above.put(basis, sums.above()));
        return plus(new Rollup(cycle, agency, parent, child.expected, child.filed, child.late, above, child.asOf));
    }

    /** Adding it changes no number. */
    boolean isNothing() {
        return expected == 0 && filed == 0 && late == 0 && bases.isEmpty();
    }
}
