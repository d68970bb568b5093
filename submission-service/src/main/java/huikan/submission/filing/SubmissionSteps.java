package huikan.submission.filing;

import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Updates;
import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.ReviewEvent;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.service.outbox.Outbox;
import huikan.submission.filing.Submissions.Acceptance;
import huikan.submission.filing.Submissions.Refusal;
import huikan.submission.rule.Check;
import huikan.trail.TrailStep;
import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What each move makes of a submission, and its step in the trail. */
final class SubmissionSteps {

    /** As in the path of a submission. */
    static final String KIND = "submissions";

    /** It was withdrawn and may still hold its slot. */
    static final String HOLDING = "holding";

    static final String TRAIL = "trail";

    private static final String SUITE = "suite";
    private static final JsonMapper JSON = JsonMapper.shared();

    private SubmissionSteps() {}

    /**
     * A move of one as it was seen.
     *
     * @param fields what else changes
     * @param told the event of the move; null for what a review has told
     */
    record Change(
            SubmissionMove move,
            Submission seen,
            TrailStep step,
            List<Bson> fields,
            @Nullable SubmissionEvent told) {

        /** Change, step and event as one write. */
        Bson update() {
            List<Bson> all = new ArrayList<>(fields);
            all.add(set("status", move.to().name()));
            all.add(set("version", step.n()));
            all.add(set("head", step.hash()));
            all.add(Updates.push(TRAIL, step.text()));
            if (told != null) {
                all.add(Outbox.push(step.at(), told));
            }
            return Updates.combine(all);
        }
    }

    /** The first step: it came. */
    static TrailStep received(SubmissionReceived event) {
        return TrailStep.after(
                1,
                TrailStep.origin(KIND, event.id()),
                new Made("receive", event.client(), event.agency(), event.receivedAt()),
                null,
                SubmissionStatus.RECEIVED.name(),
                changed()
                        .put("cycle", event.cycle())
                        .put("agency", event.agency())
                        .put("digest", event.digest()));
    }

    static Change accepted(Acceptance acceptance) {
        return change(
                SubmissionMove.ACCEPT,
                acceptance.submission(),
                SUITE,
                null,
                acceptance.at(),
                changed()
                        .put("revision", acceptance.event().revision())
                        .put("late", acceptance.event().late())
                        .put("replaces", acceptance.event().replaces()),
                List.of(
                        set("revision", acceptance.event().revision()),
                        set("late", acceptance.event().late()),
                        checks(acceptance.checks())),
                acceptance.event());
    }

    static Change rejected(Refusal refusal) {
        return change(
                SubmissionMove.REJECT,
                refusal.submission(),
                SUITE,
                null,
                refusal.event().at(),
                changed()
                        .put("code", refusal.rejection().code())
                        .set("reasons", JSON.valueToTree(refusal.event().reasons())),
                List.of(set("rejection", SubmissionDocuments.document(refusal.rejection())), checks(refusal.checks())),
                refusal.event());
    }

    /** What passed by itself is no news, and of a filing of all indicators there are dozens. */
    private static Bson checks(List<Check> checks) {
        List<Document> told = checks.stream()
                .filter(check -> !check.passed() || check.explained())
                .map(SubmissionDocuments::document)
                .toList();
        return Updates.combine(
                set("checks", told), set(SubmissionDocuments.CHECKS_PASSED, (long) (checks.size() - told.size())));
    }

    static Change replaced(Submission seen, SubmissionReplaced event) {
        return change(
                SubmissionMove.REPLACE,
                seen,
                SUITE,
                null,
                event.at(),
                changed().put("replacedBy", event.by()),
                List.of(),
                event);
    }

    static Change withdrawn(Submission seen, SubmissionWithdrawn event) {
        return change(
                SubmissionMove.WITHDRAW,
                seen,
                event.by(),
                event.agency(),
                event.at(),
                changed(),
                List.of(set(HOLDING, true)),
                event);
    }

    static Change takenUp(Submission seen, String by, Instant at) {
        return change(SubmissionMove.TAKE_UP, seen, by, null, at, changed(), List.of(set("reviewed", true)), null);
    }

    /** As its review said; the review's own event tells it. What was decided on once is not withdrawn any more. */
    static Change followed(Submission seen, ReviewEvent.Decided decided, SubmissionMove move) {
        return change(
                move,
                seen,
                decided.by(),
                null,
                decided.at(),
                changed().put("reviewStep", decided.order()),
                List.of(set("reviewed", true), set("reviewStep", decided.order())),
                null);
    }

    private static ObjectNode changed() {
        return JSON.createObjectNode();
    }

    private static Change change(
            SubmissionMove move,
            Submission seen,
            String by,
            @Nullable String agency,
            Instant at,
            ObjectNode changed,
            List<Bson> fields,
            @Nullable SubmissionEvent told) {
        TrailStep step = TrailStep.after(
                seen.version() + 1,
                seen.head(),
                new Made(move.text(), by, agency, at),
                seen.status().name(),
                move.to().name(),
                changed);
        return new Change(move, seen, step, fields, told);
    }
}
