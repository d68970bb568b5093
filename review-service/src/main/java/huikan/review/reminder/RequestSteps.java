package huikan.review.reminder;

import huikan.events.Topics;
import huikan.review.reminder.FilingRequest.Ask;
import huikan.review.reminder.FilingRequest.AskAgain;
import huikan.review.reminder.FilingRequest.Wish;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Remark;
import huikan.review.workflow.Requests.Comment;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.SupervisionSettings;
import huikan.service.request.Violations;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each move makes of a request, and when it is not made. */
@Component
record RequestSteps(Obligations obligations, DueDates dates, SupervisionSettings settings) {

    /** More of one filing are not made by people: each is told to its superiors. */
    static final int MOST_STEPS = 60;

    static @Nullable String refusal(Ask request, Act act) {
        return act.caller().actsFor(request.agency()) && act.caller().is(Role.REPORTER, Role.SUPERVISOR)
                ? null
                : "Whoever owes a filing asks for it.";
    }

    void check(Ask request, Act act, Violations violations) {
        Optional<Obligation> owed = obligations.find(Topics.obligationKey(request.cycle(), request.agency()));
        violations.addIf(owed.isEmpty(), "/cycle", "obligation.none", request.agency() + " owes nothing in it.");
        owed.ifPresent(one -> check(one, request.wish(), request.to(), act, violations));
    }

    void checkAgain(FilingRequest seen, AskAgain request, Act act, Violations violations) {
        check(owed(seen), request.wish(), request.to(), act, violations);
    }

    private static void check(Obligation owed, Wish wish, @Nullable LocalDate to, Act act, Violations violations) {
        violations
                .addIf(owed.above().isEmpty(), "/agency", "agency.root", "Nobody stands above it.")
                .addIf(
                        isSettled(owed, act),
                        "/cycle",
                        "obligation.settled",
                        owed.isFiled() ? "It is filed." : owed.excused() ? "It is excused." : "It is closed.")
                .addIf(wish == Wish.EXTENSION && to == null, "/to", "field.missing", "Until when?")
                .addIf(wish == Wish.EXCUSE && to != null, "/to", "field.unexpected", "An excuse has no day.");
        if (wish == Wish.EXTENSION) {
            LocalDate earliest = Obligation.later(owed.dueOn().plusDays(1), act.today());
            violations.notBefore("/to", to, earliest).notAfter("/to", to, earliest.plusYears(1));
        }
    }

    private static boolean isSettled(Obligation owed, Act act) {
        return owed.isFiled() || owed.excused() || owed.isClosed(act.today());
    }

    private Obligation owed(FilingRequest of) {
        return obligations.find(Topics.obligationKey(of.cycle(), of.agency())).orElseThrow();
    }

    FilingRequest asked(Ask request, Act act) {
        String obligation = Topics.obligationKey(request.cycle(), request.agency());
        List<String> above = obligations.find(obligation).orElseThrow().above();
        obligations.isAskedAbout(obligation);
        return FilingRequestBuilder.builder()
                .id(FilingRequest.id(obligation))
                .agency(request.agency())
                .status(RequestStatus.ASKED)
                .cycle(request.cycle())
                .wish(request.wish())
                .to(request.to())
                .reason(request.reason().strip())
                .askedBy(act.by())
                .askedOn(act.today())
                .awaited(ruling(act))
                .above(above)
                .openedAt(act.now())
                .head("")
                .build();
    }

    static @Nullable String tooOften(FilingRequest seen, Act act) {
        return seen.version() >= MOST_STEPS ? "It was asked and answered " + MOST_STEPS + " times." : null;
    }

    FilingRequest askedAgain(FilingRequest seen, AskAgain request, Act act) {
        return seen.with(next -> next.status(RequestStatus.ASKED)
                .wish(request.wish())
                .to(request.to())
                .reason(request.reason().strip())
                .askedBy(act.by())
                .askedOn(act.today())
                .answer(null)
                .awaited(ruling(act)));
    }

    private Awaited ruling(Act act) {
        return dates.within(Awaited.What.REQUEST_RULING, settings.ruleWithin(), act);
    }

    @Nullable
    String settled(FilingRequest seen, Act act) {
        LocalDate to = seen.to();
        return isSettled(owed(seen), act)
                ? "It was filed, excused or closed meanwhile."
                : to != null && to.isBefore(act.today()) ? "The day that it asks for is over." : null;
    }

    static FilingRequest granted(FilingRequest seen, Comment request, Act act) {
        String comment = request.comment() == null ? "" : request.comment();
        return ended(seen, RequestStatus.GRANTED, Remark.of(comment, act));
    }

    static FilingRequest refused(FilingRequest seen, Reason request, Act act) {
        return ended(seen, RequestStatus.REFUSED, Remark.of(request.reason(), act));
    }

    static FilingRequest ended(FilingRequest seen, RequestStatus status, @Nullable Remark answer) {
        return seen.with(next -> next.status(status).answer(answer).awaited(null));
    }
}
