package huikan.submission.submission;

import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Objects.requireNonNullElse;

import com.mongodb.client.model.Updates;
import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.Outcome;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.SubmissionReceived;
import huikan.service.outbox.Outbox;
import huikan.submission.submission.Settled.Decision.Accepted;
import huikan.submission.submission.Settled.Decision.Rejected;
import huikan.submission.submission.Submission.Rejection;
import huikan.trail.TrailStep;
import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    static final String APPROVED_STEP = "approvedStep";

    static final String RESTATED = "restated";

    private static final String SUITE = "suite";
    private static final JsonMapper JSON = JsonMapper.shared();

    private SubmissionSteps() {}

    /**
     * A move of one as it was seen.
     *
     * @param fields what else changes
     * @param told the events of the move; none where whoever moves it tells itself
     */
    record Change(SubmissionMove move, Submission seen, TrailStep step, List<Bson> fields, List<SubmissionEvent> told) {

        /** Change, step and event as one write. */
        Bson update() {
            List<Bson> all = new ArrayList<>(fields);
            all.add(set("status", move.to().name()));
            all.add(set("version", step.n()));
            all.add(set("head", step.hash()));
            all.add(Updates.push(TRAIL, step.text()));
            if (!told.isEmpty()) {
                all.add(Outbox.push(step.at(), told.toArray(SubmissionEvent[]::new)));
            }
            return Updates.combine(all);
        }
    }

    /** Its first two steps: it came, and it was decided on. */
    static List<TrailStep> settled(Settled settled) {
        TrailStep first = received(settled.received());
        return switch (settled.decision()) {
            case Accepted accepted ->
                List.of(
                        first,
                        second(
                                first,
                                SubmissionMove.ACCEPT,
                                settled.at(),
                                changed()
                                        .put("revision", accepted.revision())
                                        .put("late", accepted.late())
                                        .put("replaces", settled.replaces())));
            case Rejected(Rejection rejection) ->
                List.of(
                        first,
                        second(
                                first,
                                SubmissionMove.REJECT,
                                settled.at(),
                                changed()
                                        .put("code", rejection.code())
                                        .set("reasons", JSON.valueToTree(rejection.reasons()))));
        };
    }

    private static TrailStep received(SubmissionReceived event) {
        ObjectNode came = changed()
                .put("cycle", event.cycle())
                .put("agency", event.agency())
                .put("digest", event.digest());
        if (event.relayedBy() != null) {
            came.put("relayedBy", event.relayedBy());
        }
        if (event.signedOffBy() != null) {
            came.put("signedOffBy", event.signedOffBy());
        }
        return TrailStep.after(
                1,
                TrailStep.origin(KIND, event.id()),
                new Made(
                        "receive",
                        event.client(),
                        requireNonNullElse(event.relayedBy(), event.agency()),
                        event.receivedAt()),
                null,
                SubmissionStatus.RECEIVED.name(),
                came);
    }

    private static TrailStep second(TrailStep first, SubmissionMove move, Instant at, ObjectNode changed) {
        return TrailStep.after(
                2,
                first.hash(),
                new Made(move.text(), SUITE, null, at),
                SubmissionStatus.RECEIVED.name(),
                move.to().name(),
                changed);
    }

    /**
     * @param restated what was approved and is corrected from now on
     */
    static Change replaced(Submission seen, String by, @Nullable String restated, Instant at) {
        List<Bson> fields = new ArrayList<>();
        if (seen.status() == SubmissionStatus.APPROVED) {
            // nothing leads from an approval to an approval: the last step is the one that approved it
            fields.add(set(APPROVED_STEP, seen.version()));
        }
        if (restated != null) {
            fields.add(set(RESTATED, restated));
        }
        return change(
                SubmissionMove.REPLACE, seen, SUITE, null, at, changed().put("replacedBy", by), fields, List.of());
    }

    /** Whoever hears of the withdrawal has heard of the filing: its intake may be a moment behind, or come again. */
    static Change withdrawn(Submission seen, SubmissionAccepted before, SubmissionWithdrawn event) {
        return change(
                SubmissionMove.WITHDRAW,
                seen,
                event.by(),
                event.agency(),
                event.at(),
                changed(),
                List.of(set(HOLDING, true)),
                List.of(before, event));
    }

    static Change takenUp(Submission seen, String by, Instant at) {
        return change(SubmissionMove.TAKE_UP, seen, by, null, at, changed(), List.of(set("reviewed", true)), List.of());
    }

    /** As its review said, told on among all else that becomes of it. What was decided on once is not withdrawn any more. */
    static Change followed(Submission seen, ReviewEvent.Decided decided, SubmissionMove move) {
        SubmissionDecided told = new SubmissionDecided(
                seen.id(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                outcome(decided),
                seen.version() + 1,
                decided.by(),
                decided.at());
        return change(
                move,
                seen,
                decided.by(),
                null,
                decided.at(),
                changed().put("reviewStep", decided.order()),
                List.of(set("reviewed", true), set("reviewStep", decided.order()), unset(APPROVED_STEP)),
                List.of(told));
    }

    private static Outcome outcome(ReviewEvent.Decided decided) {
        return switch (decided) {
            case ReviewReturned returned -> Outcome.RETURNED;
            case ReviewApproved approved -> Outcome.APPROVED;
            case ReviewVoided voided -> Outcome.VOIDED;
        };
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
            List<SubmissionEvent> told) {
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
