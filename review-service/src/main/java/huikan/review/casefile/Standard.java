package huikan.review.casefile;

import huikan.service.request.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * 评查标准: what a file is scored by. It is frozen with the plan.
 *
 * @param version e.g. the year from which it is in force
 * @param criteria whose points add up to 100
 * @param vetoes 一票否决项: any hit makes a file unqualified
 */
record Standard(String name, String version, List<Criterion> criteria, List<Veto> vetoes) {

    private static final int WHOLE = 100;

    /**
     * @param points at most; half points are given
     */
    record Criterion(String code, String text, int points) {}

    /** An item that admits of no failing. */
    record Veto(String code, String text) {}

    /** Its points add up, and each code is there once. */
    void check(String pointer, Violations violations) {
        Set<String> codes = new HashSet<>();
        violations
                .each(pointer + "/criteria", criteria, (at, one) -> code(at, one.code(), codes, violations))
                .each(pointer + "/vetoes", vetoes, (at, one) -> code(at, one.code(), codes, violations));
        int sum = criteria.stream().mapToInt(Criterion::points).sum();
        violations.addIf(
                sum != WHOLE, pointer + "/criteria", "points.sum", "The points add up to 100; these to " + sum + ".");
    }

    private static void code(String at, String code, Set<String> codes, Violations violations) {
        violations.addIf(!codes.add(code), at + "/code", "code.twice", "It is in the standard before.");
    }

    /** Every criterion has its points, in halves; every veto that is named is one of the standard's. */
    void check(Map<String, Double> points, List<String> hit, Violations violations) {
        for (Criterion one : criteria) {
            Double given = points.get(one.code());
            violations.addIf(
                    given == null || given < 0 || given > one.points() || given * 2 != Math.rint(given * 2),
                    "/points/" + one.code().replace("~", "~0").replace("/", "~1"),
                    "number.range",
                    "0 to " + one.points() + ", in halves.");
        }
        List<String> known = criteria.stream().map(Criterion::code).toList();
        violations.addIf(
                !known.containsAll(points.keySet()), "/points", "code.unknown", "The standard has " + known + ".");
        List<String> vetoCodes = vetoes.stream().map(Veto::code).toList();
        violations.addIf(!vetoCodes.containsAll(hit), "/vetoes", "code.unknown", "The standard has " + vetoCodes + ".");
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
