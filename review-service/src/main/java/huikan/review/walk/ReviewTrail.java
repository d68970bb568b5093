package huikan.review.walk;

import huikan.trail.TrailStep;
import huikan.trail.TrailStep.Made;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The steps of a review, each chained to the one before it. */
final class ReviewTrail {

    static final String KIND = "reviews";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the suite does by itself. */
    private static final String SUITE = "suite";

    private ReviewTrail() {}

    static String origin(String submission) {
        return TrailStep.origin(KIND, submission);
    }

    /** The first step: what is reviewed, and who will decide. */
    static TrailStep opened(Review review, Instant at) {
        ObjectNode changed = JSON.createObjectNode()
                .put("cycle", review.cycle())
                .put("agency", review.agency())
                .put("digest", review.digest())
                .put("round", review.round())
                .put("replaces", review.replaces());
        changed.set("levels", JSON.valueToTree(review.levels()));
        return TrailStep.after(
                review.version(),
                review.head(),
                new Made("open", SUITE, null, at),
                null,
                review.status().name(),
                changed);
    }

    static TrailStep decided(Review seen, Decision decision, ReviewStatus target) {
        String move = decision.decision() == Decision.Kind.PASS ? "pass" : "return";
        return TrailStep.after(
                seen.version() + 1,
                seen.head(),
                new Made(move, decision.by(), decision.agency(), decision.at()),
                seen.status().name(),
                target.name(),
                JSON.createObjectNode().set("decision", JSON.valueToTree(decision)));
    }

    static TrailStep withdrawn(Review seen, Instant at) {
        return TrailStep.after(
                seen.version() + 1,
                seen.head(),
                new Made("withdraw", SUITE, null, at),
                seen.status().name(),
                ReviewStatus.WITHDRAWN.name(),
                JSON.createObjectNode());
    }

    /** As it is kept: its JSON. */
    static String text(TrailStep step) {
        return JSON.writeValueAsString(step);
    }

    static TrailStep read(@Nullable String text) {
        return JSON.readValue(text, TrailStep.class);
    }
}
