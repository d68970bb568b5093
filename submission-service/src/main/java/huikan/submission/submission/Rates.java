package huikan.submission.submission;

import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.SubmissionEvent.Ratio;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rates of a filing, as the parts that sums of many filings are made of. */
final class Rates {

    private Rates() {}

    /**
     * Every rate of whose numerator and of whose denominator at least one part was filed: offices file what occurred, and of
     * four kinds of outcomes seldom all do. A part that was not filed adds nothing; where none was, nothing is known of the
     * rate.
     *
     * @param own the figures of the agency itself
     * @throws ArithmeticException when parts add up to more than 64 bits hold
     */
    static Map<String, Ratio> of(Map<String, Long> own, Collection<Definition> indicators) {
        Map<String, Ratio> ratios = new LinkedHashMap<>();
        for (Definition rate : indicators) {
            if (rate.type() == FigureType.RATE && hasAny(own, rate.numerator()) && hasAny(own, rate.denominator())) {
                Ratio ratio = new Ratio(sum(own, rate.numerator()), sum(own, rate.denominator()));
                if (isKnown(ratio, rate, own)) {
                    ratios.put(rate.code(), ratio);
                }
            }
        }
        return ratios;
    }

    /** More than the whole, of which a part was not filed: the whole is not known. */
    private static boolean isKnown(Ratio ratio, Definition rate, Map<String, Long> own) {
        return ratio.numerator() <= ratio.denominator() || own.keySet().containsAll(rate.denominator());
    }

    private static boolean hasAny(Map<String, Long> own, List<String> codes) {
        return codes.stream().anyMatch(own::containsKey);
    }

    private static long sum(Map<String, Long> own, List<String> codes) {
        return codes.stream().mapToLong(code -> own.getOrDefault(code, 0L)).reduce(0, Math::addExact);
    }
}
