package huikan.review.review;

import static java.util.Objects.requireNonNull;

import huikan.events.Event;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewClaimed;
import huikan.events.ReviewEvent.ReviewCleared;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewPublished;
import huikan.events.ReviewEvent.ReviewRecalled;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SupervisionEvent.Step;
import huikan.review.access.Waiting;
import huikan.review.review.Publication.Stage;
import huikan.review.workflow.Notifications;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step of a review is published as. */
final class ReviewEvents {

    /** The reason of a notification. */
    private static final String VOIDED = "VOIDED";

    private ReviewEvents() {}

    /** A hand-over and a withdrawal are nobody else's business. */
    static List<? extends Event> of(@Nullable Review before, Review after, Step step) {
        return switch (step.move()) {
            case ReviewWorkflow.OPEN ->
                after.status() == ReviewStatus.APPROVED ? List.of(approved(after, step, "no-superior")) : List.of();
            case "claim" -> List.of(claimed(requireNonNull(before), step));
            case "pass" -> List.of(passed(requireNonNull(before), after, step));
            case "return" -> List.of(returned(after, step));
            case "recall" -> List.of(recalled(after, step));
            case "void", "lapse" -> voided(after, step);
            case "secrecy-review" ->
                List.of(new ReviewCleared(
                        after.submission(),
                        after.cycle(),
                        after.agency(),
                        after.revision(),
                        after.publication().stage() == Stage.CLEARED,
                        after.publication().embargo(),
                        step.by(),
                        step.at()));
            case "publish" ->
                List.of(new ReviewPublished(
                        after.submission(),
                        after.cycle(),
                        after.agency(),
                        after.revision(),
                        after.digest(),
                        step.by(),
                        step.at()));
            default -> List.of();
        };
    }

    private static ReviewApproved approved(Review review, Step step, String by) {
        return new ReviewApproved(
                review.submission(),
                review.cycle(),
                review.agency(),
                review.revision(),
                review.digest(),
                step.version(),
                by,
                step.at());
    }

    private static ReviewClaimed claimed(Review seen, Step step) {
        return new ReviewClaimed(
                seen.submission(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                seen.levels().get(seen.at()).level(),
                step.by(),
                step.at());
    }

    /** A first signature of two keeps the agency from withdrawing it, as a claim does. */
    private static Event passed(Review before, Review after, Step step) {
        if (after.status() == ReviewStatus.APPROVED) {
            return approved(after, step, step.by());
        }
        if (after.at() == before.at()) {
            return claimed(before, step);
        }
        return new ReviewPassed(
                after.submission(),
                after.cycle(),
                after.agency(),
                after.revision(),
                after.digest(),
                after.decisions().getLast().level(),
                step.version(),
                step.by(),
                step.at());
    }

    private static ReviewRecalled recalled(Review after, Step step) {
        return new ReviewRecalled(
                after.submission(),
                after.cycle(),
                after.agency(),
                after.revision(),
                after.digest(),
                after.levels().get(after.at()).level(),
                step.version(),
                step.by(),
                step.at());
    }

    private static ReviewReturned returned(Review after, Step step) {
        Decision decision = after.decisions().getLast();
        return new ReviewReturned(
                after.submission(),
                after.cycle(),
                after.agency(),
                after.revision(),
                after.digest(),
                decision.level(),
                decision.items(),
                requireNonNull(decision.dueOn()),
                decision.comment(),
                step.version(),
                step.by(),
                step.at());
    }

    /** Both who decides first, where anybody does, and the agency hear of it. */
    private static List<Event> voided(Review after, Step step) {
        Voided why = requireNonNull(after.voided());
        List<Event> events = new ArrayList<>(List.of(new ReviewVoided(
                after.submission(),
                after.cycle(),
                after.agency(),
                after.revision(),
                after.digest(),
                why.figures(),
                why.filings(),
                step.version(),
                step.by(),
                why.at())));
        List<String> to = new ArrayList<>(after.waitingFor());
        to.add(Waiting.supervisor(after.agency()));
        Notifications.due(ReviewWorkflow.KIND, after, VOIDED, to, why.at()).ifPresent(events::add);
        return events;
    }
}
