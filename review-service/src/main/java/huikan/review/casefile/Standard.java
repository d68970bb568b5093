package huikan.review.casefile;

import huikan.review.matter.Wanting;
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
    private static final int MOST = 200;

    /**
     * @param points at most; half points are given
     */
    record Criterion(String code, String text, int points) {}

    /** An item that admits of no failing. */
    record Veto(String code, String text) {}

    void check(String pointer, Wanting wanting) {
        wanting.line(pointer + "/name", name)
                .line(pointer + "/version", version)
                .count(pointer + "/criteria", criteria, 1, MOST)
                .count(pointer + "/vetoes", vetoes, 0, MOST);
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < Math.min(criteria.size(), MOST); i++) {
            Criterion one = criteria.get(i);
            String at = pointer + "/criteria/" + i;
            wanting.within(at + "/points", one.points(), 1, WHOLE).line(at + "/text", one.text());
            code(at, one.code(), codes, wanting);
        }
        for (int i = 0; i < Math.min(vetoes.size(), MOST); i++) {
            wanting.line(pointer + "/vetoes/" + i + "/text", vetoes.get(i).text());
            code(pointer + "/vetoes/" + i, vetoes.get(i).code(), codes, wanting);
        }
        int sum = criteria.stream().mapToInt(Criterion::points).sum();
        wanting.errorIf(
                sum != WHOLE, pointer + "/criteria", "points.sum", "The points add up to 100; these to " + sum + ".");
    }

    private static void code(String at, String code, Set<String> codes, Wanting wanting) {
        wanting.line(at + "/code", code)
                .errorIf(!codes.add(code), at + "/code", "code.twice", "It is in the standard before.");
    }

    /** Every criterion has its points, in halves; every veto that is named is one of the standard's. */
    void check(Map<String, Double> points, List<String> hit, Wanting wanting) {
        for (Criterion one : criteria) {
            Double given = points.get(one.code());
            wanting.errorIf(
                    given == null || given < 0 || given > one.points() || given * 2 != Math.rint(given * 2),
                    "/points/" + one.code().replace("~", "~0").replace("/", "~1"),
                    "number.range",
                    "0 to " + one.points() + ", in halves.");
        }
        List<String> known = criteria.stream().map(Criterion::code).toList();
        wanting.errorIf(
                !known.containsAll(points.keySet()), "/points", "code.unknown", "The standard has " + known + ".");
        List<String> vetoCodes = vetoes.stream().map(Veto::code).toList();
        wanting.errorIf(!vetoCodes.containsAll(hit), "/vetoes", "code.unknown", "The standard has " + vetoCodes + ".");
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
