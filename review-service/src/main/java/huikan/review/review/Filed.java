package huikan.review.review;

import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.text.Blank;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What decisions ask of a filing, so that none of them reads its body.
 *
 * @param figures whole numbers only
 * @param signedOn as it says; null where it says nothing
 * @param explained rules that it explains, as far as decisions ask for them
 * @param explanations how many failed checks it explains; null in those from before that was counted
 */
record Filed(
        List<Figure> figures,
        @Nullable LocalDate signedOn,
        List<String> explained,
        @Nullable Integer explanations) {

    /** The field that says how many checks are explained. */
    static final String EXPLANATIONS = "filed.explanations";

    /** Stated sums are not the sums of what stands below. */
    static final String CONSOLIDATION = "R01";

    /** 统计期未结束即成文. */
    static final String PERIOD = "R43";

    private static final Set<String> EXPLAINABLE = Set.of(CONSOLIDATION, PERIOD);

    /**
     * What it says of one indicator.
     *
     * @param own null where it says nothing of itself that is a whole number
     * @param consolidated what it states of itself and those below it; null where it states nothing
     * @param additive whether that is the sum of its own figure and theirs
     */
    record Figure(
            String indicator, @Nullable Long own, @Nullable Long consolidated, boolean additive) {}

    static Filed of(SubmissionAccepted accepted) {
        JsonNode body = accepted.document();
        JsonNode figures = body.path("indicators");
        List<Figure> known = new ArrayList<>();
        Stream.concat(
                        figures.path("own").propertyNames().stream(),
                        figures.path("consolidated").propertyNames().stream())
                .distinct()
                .sorted()
                .forEach(indicator -> known.add(new Figure(
                        indicator,
                        whole(figures.path("own").path(indicator)),
                        whole(figures.path("consolidated").path(indicator)),
                        accepted.additive().contains(indicator))));
        return new Filed(
                known.stream()
                        .filter(one -> one.own() != null || one.consolidated() != null)
                        .toList(),
                day(body.path("signedOn").asString("")),
                explained(body).filter(EXPLAINABLE::contains).toList(),
                (int) explained(body).count());
    }

    private static Stream<String> explained(JsonNode body) {
        return body.path("explanations").properties().stream()
                .filter(one -> !Blank.is(one.getValue().asString("")))
                .map(Map.Entry::getKey);
    }

    private static @Nullable Long whole(JsonNode figure) {
        return figure.isIntegralNumber() ? figure.asLong() : null;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            return null;
        }
    }

    boolean explains(String rule) {
        return explained.contains(rule);
    }

    /** Those that it states for others, too, and that add up. */
    List<Figure> stated() {
        return figures.stream()
                .filter(one -> one.additive() && one.consolidated() != null)
                .toList();
    }
}
