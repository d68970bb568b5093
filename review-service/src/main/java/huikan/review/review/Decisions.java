package huikan.review.review;

import huikan.problem.FieldError;
import huikan.review.review.ReviewRequests.ItemRequest;
import huikan.review.review.ReviewRequests.Pass;
import huikan.review.review.ReviewRequests.Return;
import huikan.review.workflow.Cases;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A decision is one of two moves; which one stands in its body. */
@Component
record Decisions(Cases<Review, ReviewStatus> cases) {

    record DecisionBody(
            Decision.@Nullable Kind decision,
            @Nullable String comment,
            @Nullable List<ItemRequest> items,
            @Nullable LocalDate dueOn,
            @Nullable String digest) {}

    Review decide(Review seen, DecisionBody body, @Nullable String ifMatch, Caller caller) {
        List<ItemRequest> items = body.items() == null ? List.of() : body.items();
        if (body.decision() == Decision.Kind.RETURN) {
            Return request = new Return(body.comment(), items, body.dueOn(), body.digest());
            return cases.move(seen, "return", ifMatch, request, caller);
        }
        cases.require(seen, "pass", ifMatch, caller);
        if (body.decision() == null) {
            throw ReviewProblem.INVALID.because(
                    "It says neither.", List.of(new FieldError("/decision", "field.missing", "PASS or RETURN.")));
        }
        if (!items.isEmpty() || body.dueOn() != null) {
            throw ReviewProblem.INVALID.because(
                    "A return is meant, or something is left over.",
                    List.of(new FieldError("/items", "field.unfitting", "A PASS has no items and no due date.")));
        }
        return cases.move(seen, "pass", ifMatch, new Pass(body.comment(), body.digest()), caller);
    }
}
