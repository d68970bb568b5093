package huikan.review.walk;

import huikan.problem.FieldError;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rule R01 across agencies: what a filing states of those below it is its own figure and what stands of theirs. It is asked
 * with every decision that passes a filing on, since the filings below may have changed since it was filed.
 */
final class Consolidation {

    private static final String RULE = "R01";

    private Consolidation() {}

    /**
     * Where the stated figures differ from the sum. A figure that nobody below filed cannot be compared, and a filing that
     * explains the rule is let through.
     */
    static List<FieldError> differences(Review review, Below below) {
        JsonNode filed = JsonMapper.shared().readTree(review.document());
        if (!filed.path("explanations").path(RULE).asString("").isBlank()) {
            return List.of();
        }
        JsonNode figures = filed.path("indicators");
        return review.additive().stream()
                .flatMap(indicator -> difference(figures, below, indicator).stream())
                .toList();
    }

    private static Optional<FieldError> difference(JsonNode figures, Below below, String indicator) {
        JsonNode stated = figures.path("consolidated").path(indicator);
        Long others = below.sums().get(indicator);
        if (!stated.isIntegralNumber() || others == null) {
            return Optional.empty();
        }
        long own = figures.path("own").path(indicator).asLong(0);
        if (stated.asLong() == own + others) {
            return Optional.empty();
        }
        return Optional.of(new FieldError(
                "/indicators/consolidated/" + indicator,
                "consolidation.differs",
                RULE + ": stated are " + stated.asLong() + "; its own " + own + " and the " + others
                        + " of those directly below are " + (own + others) + "."));
    }
}
