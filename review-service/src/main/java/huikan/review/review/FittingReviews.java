package huikan.review.review;

import huikan.review.access.Waiting;
import huikan.review.workflow.Cases;
import huikan.review.workflow.ListCursor;
import huikan.review.workflow.Selection;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.springframework.stereotype.Component;

/** The filings that wait for a reviewer and fit a filter. */
@Component
record FittingReviews(Cases<Review, ReviewStatus> cases, Reviews reviews) {

    /** What is decided at once, one by one or over a filter. */
    static final int MOST = 500;

    /** Of a filter that takes few of many no more are looked at. */
    private static final int MOST_LOOKED_AT = 2_000;

    /**
     * Those that fit, what is due first first.
     *
     * @param more whether there are more of them, or may be
     */
    record Fitting(List<Review> reviews, boolean more) {}

    /**
     * @throws huikan.service.problem.ProblemException 403 when the caller is no reviewer
     */
    Fitting find(ReviewFilter filter, Caller caller) {
        if (!caller.is(Role.REVIEWER)) {
            throw ReviewProblem.NOT_A_REVIEWER.because("The login has another role.");
        }
        List<Review> fitting = new ArrayList<>();
        Iterator<Review> waiting =
                cases.store().all(selection(filter, caller), ListCursor.DUE).iterator();
        for (int seen = 0; waiting.hasNext(); seen++) {
            Review one = waiting.next();
            if (seen == MOST_LOOKED_AT) {
                return new Fitting(fitting, true);
            }
            if (fits(one, filter, caller)) {
                if (fitting.size() == MOST) {
                    return new Fitting(fitting, true);
                }
                fitting.add(one);
            }
        }
        return new Fitting(fitting, false);
    }

    /** By whom it waits for alone: a superior sees many that wait for somebody else. */
    private static Selection selection(ReviewFilter filter, Caller caller) {
        String under = filter.under();
        return Selection.ofAll()
                .under(under == null || under.equals(caller.agency()) ? null : under)
                .waitingFor(Waiting.of(caller))
                .where("cycle", filter.cycle())
                .where("level", filter.level() == null ? null : filter.level().name())
                .where(Filed.EXPLANATIONS, filter.onlyClean() ? 0 : null);
    }

    /** Whoever passed it is not asked again, nor whoever filed it on behalf of its agency. */
    private boolean fits(Review one, ReviewFilter filter, Caller caller) {
        return caller.maySee(one.seenBy())
                && one.deciding().isPresent()
                && !one.isPassedBy(caller.login())
                && !one.isRelayedBy(caller.login())
                && (!filter.onlyClean() || isClean(one));
    }

    /** Whether what was returned is mended a person has to see. */
    private boolean isClean(Review one) {
        return one.returns() == 0 && Consolidation.agrees(one, reviews.below(one));
    }
}
