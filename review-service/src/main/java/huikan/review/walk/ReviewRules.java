package huikan.review.walk;

import huikan.canonical.CanonicalJson;
import huikan.events.ReviewEvent.Item;
import huikan.events.Superior;
import huikan.problem.FieldError;
import huikan.review.walk.Decision.Kind;
import huikan.review.walk.Publication.Stage;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may decide what. */
final class ReviewRules {

    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)*");
    private static final int MOST_ITEMS = 200;
    private static final int LONGEST_TEXT = 10_000;

    private ReviewRules() {}

    /** What a reviewer wants to say. */
    record Wish(
            @Nullable Kind decision,
            @Nullable String comment,
            List<Item> items,
            @Nullable LocalDate dueOn,
            @Nullable String digest) {}

    /** Empty when this agency's reviewer may decide on this review now. */
    static Optional<ProblemException> refusal(Review review, String agency, boolean reviewer) {
        if (agency.equals(review.agency())) {
            return Optional.of(ReviewProblem.OWN_FILING.because(agency + " filed it."));
        }
        if (!reviewer) {
            return Optional.of(ReviewProblem.NOT_A_REVIEWER.because("The login has another role."));
        }
        return Optional.empty();
    }

    /** Empty when it is this agency's turn. */
    static Optional<ProblemException> outOfTurn(Review review, String agency) {
        Optional<Superior> waitingFor = review.deciding();
        if (waitingFor.isEmpty()) {
            return Optional.of(
                    ReviewProblem.NOT_WAITING.because("The review is " + review.status() + "; no move is possible."));
        }
        if (!waitingFor.get().agency().equals(agency)) {
            return Optional.of(ReviewProblem.NOT_YOUR_TURN.because(
                    waitingFor.get().level() + " " + waitingFor.get().agency() + " is to decide: PASS or RETURN."));
        }
        return Optional.empty();
    }

    /** Empty when this reviewer of the level may decide: nobody else claimed it, and a person signs once. */
    static Optional<ProblemException> othersTurn(Review review, String login) {
        if (review.claimedBy() != null && !review.claimedBy().equals(login)) {
            return Optional.of(ReviewProblem.CLAIMED.because(
                    review.claimedBy() + " has claimed it, and may hand it over; so may the agency's supervisor."));
        }
        return review.signedBy().contains(login)
                ? Optional.of(ReviewProblem.SIGNED.because(
                        login + " has passed it; a form that asks for two signatures asks for two people."))
                : Optional.empty();
    }

    /** Empty when what another level passed is still what stands below; otherwise that is about to be taken back. */
    static Optional<ProblemException> changedBelow(Review review, Below now) {
        return review.below() == null || review.below().sumsAre(now)
                ? Optional.empty()
                : Optional.of(HttpProblem.STALE.because("Figures below changed since it was passed: "
                        + review.below().changedSums(now) + "; it goes back to its first level."));
    }

    /**
     * Rule R43 (统计期未结束即成文): nothing is final before the period that it reports on is over, nor what was signed before
     * and does not explain it.
     */
    static List<FieldError> unfinished(Review review, LocalDate today) {
        LocalDate end = review.periodTo();
        if (end == null || !review.isLastLevel()) {
            return List.of();
        }
        if (!today.isAfter(end)) {
            return List.of(new FieldError(
                    "/decision", "period.running", "R43: its period ends on " + end + "; it is final after that."));
        }
        JsonNode filed = JsonMapper.shared().readTree(review.document());
        String signedOn = filed.path("signedOn").asString("");
        boolean early = !signedOn.isEmpty() && !LocalDate.parse(signedOn).isAfter(end);
        boolean explained = !filed.path("explanations").path("R43").asString("").isBlank();
        return early && !explained
                ? List.of(new FieldError(
                        "/signedOn",
                        "period.signed-before-end",
                        "R43: it was signed on " + signedOn + ", and its period ended on " + end
                                + "; its explanation is missing."))
                : List.of();
    }

    /** Why it cannot be looked at for secrets, or published, on a day. */
    static Optional<ProblemException> unpublishable(Review review, Stage target, LocalDate today) {
        if (review.status() != ReviewStatus.APPROVED) {
            return Optional.of(ReviewProblem.NOT_PUBLISHABLE.because(
                    "It is " + review.status() + ", and what is published is APPROVED."));
        }
        Publication now = review.publication();
        if (!now.stage().mayBecome(target)) {
            return Optional.of(ReviewProblem.NOT_PUBLISHABLE.because(now.stage() + " does not become " + target + "."));
        }
        return target == Stage.PUBLISHED
                        && now.embargo() != null
                        && now.embargo().isAfter(today)
                ? Optional.of(ReviewProblem.NOT_PUBLISHABLE.because("Not before " + now.embargo() + "."))
                : Optional.empty();
    }

    /** A return says what to mend and until when. */
    static List<FieldError> errors(Wish wish, LocalDate today) {
        List<FieldError> errors = new ArrayList<>();
        if (wish.decision() == null) {
            errors.add(new FieldError("/decision", "field.missing", "PASS or RETURN."));
        }
        if (wish.comment() != null && wish.comment().length() > LONGEST_TEXT) {
            errors.add(new FieldError("/comment", "text.too-long", "At most " + LONGEST_TEXT + " characters."));
        }
        notUnicode("/comment", wish.comment(), errors);
        if (wish.decision() == Kind.RETURN) {
            errors.addAll(returnErrors(wish, today));
        } else if (!wish.items().isEmpty() || wish.dueOn() != null) {
            errors.add(new FieldError("/items", "field.unfitting", "A PASS has no items and no due date."));
        }
        return errors;
    }

    private static void notUnicode(String pointer, @Nullable String text, List<FieldError> errors) {
        if (text != null && CanonicalJson.hasLoneSurrogate(text)) {
            errors.add(new FieldError(
                    pointer, "text.not-unicode", "The text has half of a surrogate pair, which is no character."));
        }
    }

    private static List<FieldError> returnErrors(Wish wish, LocalDate today) {
        List<FieldError> errors = new ArrayList<>();
        if (wish.items().isEmpty() || wish.items().size() > MOST_ITEMS) {
            errors.add(new FieldError("/items", "items.count", "A return names 1 to " + MOST_ITEMS + " items."));
        }
        if (wish.dueOn() == null) {
            errors.add(new FieldError("/dueOn", "field.missing", "A return says until when."));
        } else if (wish.dueOn().isBefore(today)) {
            errors.add(new FieldError("/dueOn", "date.past", wish.dueOn() + " is over; today is " + today + "."));
        }
        for (int i = 0; i < Math.min(wish.items().size(), MOST_ITEMS); i++) {
            Item item = wish.items().get(i);
            if (!POINTER.matcher(item.pointer()).matches()) {
                errors.add(new FieldError("/items/" + i + "/pointer", "pointer.malformed", "An RFC 6901 pointer."));
            }
            notUnicode("/items/" + i + "/pointer", item.pointer(), errors);
            notUnicode("/items/" + i + "/reason", item.reason(), errors);
            notUnicode("/items/" + i + "/comment", item.comment(), errors);
            if (item.reason().isBlank()) {
                errors.add(new FieldError("/items/" + i + "/reason", "field.missing", "A reason."));
            }
        }
        return errors;
    }
}
