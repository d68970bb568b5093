package huikan.review.walk;

import huikan.problem.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rule R01 across agencies: what a filing states of those below it is its own figure and what stands of theirs. It is asked
 * with every decision that passes a filing on, since the filings below may have changed since it was filed.
 */
final class Consolidation {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RULE = "R01";

    private Consolidation() {}

    /**
     * Where the stated figures differ from the sum. A figure that nobody below filed cannot be compared, and a filing that
     * explains the rule is let through.
     *
     * @param below the standing filings of the agencies directly below; asked for when there is something to compare
     */
    static List<FieldError> differences(Review review, Supplier<List<Review>> below) {
        if (review.additive().isEmpty()) {
            return List.of();
        }
        JsonNode filed = JSON.readTree(review.document());
        if (!filed.path("explanations").path(RULE).asString("").isBlank()) {
            return List.of();
        }
        List<JsonNode> children = below.get().stream()
                .map(child -> JSON.readTree(child.document()))
                .toList();
        return review.additive().stream()
                .flatMap(indicator -> difference(filed, children, indicator).stream())
                .toList();
    }

    private static Optional<FieldError> difference(JsonNode filed, List<JsonNode> children, String indicator) {
        JsonNode stated = filed.path("indicators").path("consolidated").path(indicator);
        List<Long> parts = children.stream()
                .map(child -> figure(child, indicator))
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .toList();
        long own = filed.path("indicators").path("own").path(indicator).asLong(0);
        long sum = own + parts.stream().mapToLong(Long::longValue).sum();
        if (!stated.isIntegralNumber() || parts.isEmpty() || stated.asLong() == sum) {
            return Optional.empty();
        }
        return Optional.of(new FieldError(
                "/indicators/consolidated/" + indicator,
                "consolidation.differs",
                RULE + ": stated are " + stated.asLong() + "; its own " + own + " and those of " + parts.size()
                        + " below are " + sum + "."));
    }

    /** What an agency says of itself and those below it, or of itself alone where it states nothing else. */
    private static OptionalLong figure(JsonNode filed, String indicator) {
        JsonNode indicators = filed.path("indicators");
        JsonNode consolidated = indicators.path("consolidated").path(indicator);
        JsonNode own = indicators.path("own").path(indicator);
        JsonNode figure = consolidated.isIntegralNumber() ? consolidated : own;
        return figure.isIntegralNumber() ? OptionalLong.of(figure.asLong()) : OptionalLong.empty();
    }
}
