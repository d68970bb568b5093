package huikan.analytics.supervision;

import huikan.analytics.share.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Case-file reviews that were graded in a period, as they stood at an instant.
 *
 * @param graded all of them; one that is not graded yet is not counted
 * @param circulated those of which the outcome was circulated
 * @param files how many files of them were graded; of reviews from before the events told the grades, none
 * @param byGrade EXCELLENT, QUALIFIED, UNQUALIFIED: together they are {@code files}
 * @param missing those of the unqualified ones that were not handed over
 * @param excellentRate excellent of files
 */
public record CaseReviewCounts(
        long graded, long circulated, long files, SortedMap<String, Long> byGrade, long missing, Share excellentRate) {

    private static final List<String> CIRCULATED = List.of("CIRCULATED", "ARCHIVED");
    private static final long[] UNTOLD = {0, 0, 0, 0};

    /** Counts one after the other. */
    static final class Counting {
        private final Period period;
        private final long[] sums = new long[UNTOLD.length];
        private long graded;
        private long circulated;

        Counting(Period period) {
            this.period = period;
        }

        void add(Course one) {
            if (period.has(one.first("GRADED"))) {
                graded++;
                circulated += one.isOneOf(CIRCULATED) ? 1 : 0;
                long[] grades = grades(one);
                Arrays.setAll(sums, i -> sums[i] + grades[i]);
            }
        }

        private static long[] grades(Course one) {
            String mark = one.now().mark();
            return mark == null
                    ? UNTOLD
                    : Arrays.stream(mark.split(" ", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
        }

        CaseReviewCounts counts() {
            long files = sums[0] + sums[1] + sums[2];
            SortedMap<String, Long> byGrade =
                    new TreeMap<>(Map.of("EXCELLENT", sums[0], "QUALIFIED", sums[1], "UNQUALIFIED", sums[2]));
            return new CaseReviewCounts(graded, circulated, files, byGrade, sums[3], Share.of(sums[0], files));
        }
    }
}
