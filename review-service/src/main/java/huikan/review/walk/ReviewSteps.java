package huikan.review.walk;

import static java.util.Objects.requireNonNull;

import huikan.events.Event;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewClaimed;
import huikan.events.ReviewEvent.ReviewCleared;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewPublished;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import huikan.events.SupervisionEvent.EscalationClimbed;
import huikan.events.SupervisionEvent.Step;
import huikan.review.matter.Agenda;
import huikan.review.matter.Notifications;
import huikan.review.matter.Person;
import huikan.review.matter.Rung;
import huikan.review.matter.Waiting;
import huikan.review.walk.Publication.Stage;
import huikan.trail.TrailStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each move makes of a review, with its step in the trail and its event. Whether it may be made was asked before. */
@Component
class ReviewSteps {

    /** The reason of a notification. */
    private static final String VOIDED = "VOIDED";

    private static final Person SUITE = new Person("suite", null);

    private final Agenda agenda;
    private final ReviewSettings settings;

    ReviewSteps(Agenda agenda, ReviewSettings settings) {
        this.agenda = agenda;
        this.settings = settings;
    }

    /** One without levels is approved at once, and says so. */
    ReviewChange opened(SubmissionAccepted accepted, Optional<Review> before) {
        Review fresh = clocked(Review.opened(accepted, before));
        Instant now = agenda.now();
        TrailStep step = ReviewTrail.opened(fresh, SUITE, now);
        Event told = fresh.status() == ReviewStatus.APPROVED ? approved(fresh, step.n(), "no-superior", now) : null;
        return ReviewChange.of(fresh.withHead(step.hash()), step, told);
    }

    /** With the day until which the level that it waits for is to decide. */
    private Review clocked(Review review) {
        return review.with(next -> next.urged(false)
                .dueOn(review.deciding()
                        .map(level -> agenda.inWorkingDays(settings.days(level.level())))
                        .orElse(null)));
    }

    /**
     * A signature of a level: with its last one on to the next level, or approved when it is the last level.
     *
     * @param below what stands below: it is what was passed
     */
    ReviewChange passed(Review seen, Decision decision, Below below) {
        Review signed = seen.decided(decision).withBelow(below);
        if (signed.signedBy().size() < seen.levels().get(seen.at()).signaturesNeeded()) {
            return decided(seen, signed, decision, claim(seen, decision.by()));
        }
        if (seen.isLastLevel()) {
            return decided(
                    seen,
                    clocked(signed.withStatus(ReviewStatus.APPROVED)),
                    decision,
                    approved(seen, seen.version() + 1, decision.by(), decision.at()));
        }
        ReviewPassed passed = new ReviewPassed(
                seen.submission(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                seen.digest(),
                decision.level(),
                decision.by(),
                decision.at());
        return decided(seen, clocked(signed.withAt(seen.at() + 1)), decision, passed);
    }

    /** Back to the agency; the clock of the reviewers stands. */
    ReviewChange sentBack(Review seen, Decision decision) {
        LocalDate dueOn = requireNonNull(decision.dueOn());
        ReviewReturned returned = new ReviewReturned(
                seen.submission(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                seen.digest(),
                decision.level(),
                decision.items(),
                dueOn,
                seen.version() + 1,
                decision.by(),
                decision.at());
        return decided(
                seen, seen.decided(decision).withStatus(ReviewStatus.RETURNED).withDueOn(dueOn), decision, returned);
    }

    private static ReviewChange decided(Review seen, Review after, Decision decision, @Nullable Event event) {
        TrailStep step = ReviewTrail.decided(seen, decision, after.status());
        return ReviewChange.of(stepped(after, step), step, event);
    }

    private static ReviewApproved approved(Review review, long step, String by, Instant at) {
        return new ReviewApproved(
                review.submission(), review.cycle(), review.agency(), review.revision(), review.digest(), step, by, at);
    }

    /** What was passed counts no more; both who decides first and the agency hear of it. */
    ReviewChange voided(Review seen, Below passed, Below now) {
        Voided why = new Voided(agenda.now(), passed.changedSums(now), passed.changedFilings(now));
        Review after = clocked(seen.voided(why));
        TrailStep step = ReviewTrail.voided(seen, SUITE, why);
        ReviewVoided voided = new ReviewVoided(
                seen.submission(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                seen.digest(),
                why.figures(),
                why.filings(),
                step.n(),
                step.by(),
                why.at());
        Review stepped = stepped(after, step);
        List<Event> events = new ArrayList<>(List.of(voided));
        List<String> to = new ArrayList<>(stepped.waitingFor());
        to.add(Waiting.supervisor(seen.agency()));
        Notifications.due(ReviewTrail.KIND, stepped, VOIDED, to, why.at()).ifPresent(events::add);
        return new ReviewChange(stepped, step, events);
    }

    /** 认领: nobody else decides at this level, and the agency does not withdraw it any more. */
    ReviewChange claimed(Review seen, Person by) {
        return change(
                seen,
                seen.withClaimedBy(by.login()),
                "claim",
                by,
                List.of("claimedBy", by.login()),
                claim(seen, by.login()));
    }

    /** With a first signature it is told, too. */
    private ReviewClaimed claim(Review seen, String by) {
        return new ReviewClaimed(
                seen.submission(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                seen.levels().get(seen.at()).level(),
                by,
                agenda.now());
    }

    /** 移交: somebody else decides, or everybody may again. */
    ReviewChange handedOver(Review seen, @Nullable String to, Person by) {
        return change(
                seen, seen.withClaimedBy(to), "hand-over", by, to == null ? List.of() : List.of("claimedBy", to), null);
    }

    /** 保密审查. */
    ReviewChange secrecyReviewed(
            Review seen, Stage stage, @Nullable String comment, @Nullable LocalDate embargo, Person by) {
        requireNext(seen, stage);
        Publication looked = new Publication(stage, by, agenda.date(), comment, embargo, null, null);
        ReviewCleared cleared = new ReviewCleared(
                seen.submission(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                stage == Stage.CLEARED,
                embargo,
                by.login(),
                agenda.now());
        return change(
                seen,
                seen.withPublication(looked),
                "secrecy-review",
                by,
                embargo == null
                        ? List.of("stage", stage.name())
                        : List.of("stage", stage.name(), "embargo", embargo.toString()),
                cleared);
    }

    /** 公开. */
    ReviewChange published(Review seen, Person by) {
        requireNext(seen, Stage.PUBLISHED);
        ReviewPublished published = new ReviewPublished(
                seen.submission(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                seen.digest(),
                by.login(),
                agenda.now());
        return change(
                seen,
                seen.withPublication(seen.publication().published(by, agenda.date())),
                "publish",
                by,
                List.of("stage", Stage.PUBLISHED.name()),
                published);
    }

    private static void requireNext(Review seen, Stage target) {
        if (!seen.publication().stage().mayBecome(target)) {
            throw new IllegalStateException(seen.publication().stage() + " does not become " + target);
        }
    }

    /** It is said to the supervisors of the level that its days are over. */
    ReviewChange urged(Review seen) {
        Superior level = seen.levels().get(seen.at());
        LocalDate dueOn = requireNonNull(seen.dueOn());
        Review after = seen.withUrged(true);
        TrailStep step = ReviewTrail.step(
                seen, "urge", Person.TIMER, agenda.now(), after.status(), List.of("dueOn", dueOn.toString()));
        EscalationClimbed climbed = new EscalationClimbed(
                seen.submission(),
                ReviewTrail.KIND,
                level.agency(),
                seen.levels().stream()
                        .skip(seen.at() + 1L)
                        .map(Superior::agency)
                        .toList(),
                Rung.Kind.URGE_NOTICE.name(),
                dueOn,
                new Step(step.move(), step.from(), step.to(), step.n(), step.hash(), step.by(), step.at(), null));
        List<Event> events = new ArrayList<>(List.of(climbed));
        Notifications.of(ReviewTrail.KIND, seen, after, climbed, agenda.now()).ifPresent(events::add);
        return new ReviewChange(stepped(after, step), step, events);
    }

    /**
     * Nothing is left to decide: the submission was withdrawn, or replaced while it waited.
     *
     * @param replacedBy the correction, or null
     */
    ReviewChange withdrawn(Review seen, @Nullable String replacedBy) {
        Review after = seen.with(
                next -> next.status(ReviewStatus.WITHDRAWN).claimedBy(null).replacedBy(replacedBy));
        return change(
                seen,
                after,
                replacedBy == null ? "withdraw" : "replace",
                SUITE,
                replacedBy == null ? List.of() : List.of("replacedBy", replacedBy),
                null);
    }

    private ReviewChange change(
            Review seen, Review after, String move, Person by, List<String> changed, @Nullable Event event) {
        TrailStep step = ReviewTrail.step(seen, move, by, agenda.now(), after.status(), changed);
        return ReviewChange.of(stepped(after, step), step, event);
    }

    private static Review stepped(Review after, TrailStep step) {
        return after.with(next -> next.version(step.n()).head(step.hash()));
    }

    /** When it is to be said that a level is late; null when nothing is waited for. */
    @Nullable
    Instant alarm(Review review) {
        return agenda.next(review, List.of());
    }
}
