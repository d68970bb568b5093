package huikan.review.walk;

import huikan.review.matter.Person;
import huikan.trail.TrailStep;
import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The steps of a review, each chained to the one before it. */
final class ReviewTrail {

    static final String KIND = "reviews";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReviewTrail() {}

    static String origin(String submission) {
        return TrailStep.origin(KIND, submission);
    }

    /** The first step: what is reviewed, and who will decide. */
    static TrailStep opened(Review review, Person by, Instant at) {
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
                new Made("open", by.login(), by.agency(), at),
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

    static TrailStep voided(Review seen, Person by, Voided why) {
        return TrailStep.after(
                seen.version() + 1,
                seen.head(),
                new Made("void", by.login(), by.agency(), why.at()),
                seen.status().name(),
                ReviewStatus.WAITING.name(),
                JSON.createObjectNode().set("voided", JSON.valueToTree(why)));
    }

    /**
     * @param changed names and values, one after the other
     */
    static TrailStep step(Review seen, String move, Person by, Instant at, ReviewStatus to, List<String> changed) {
        ObjectNode fields = JSON.createObjectNode();
        for (int i = 0; i < changed.size(); i += 2) {
            fields.put(changed.get(i), changed.get(i + 1));
        }
        return TrailStep.after(
                seen.version() + 1,
                seen.head(),
                new Made(move, by.login(), by.agency(), at),
                seen.status().name(),
                to.name(),
                fields);
    }
}
