package huikan.submission.owed;

import static java.util.Objects.requireNonNull;

import huikan.calendar.WorkingDays;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.submission.calendar.Calendars;
import huikan.submission.cycle.Cycle;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.relay.Relay;
import huikan.submission.relay.RelayedObligations;
import huikan.submission.relay.Relays;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/relays/obligations}: what is owed by those in whose place the caller's agency came, or for whom it relays today. */
@RestController
@RequestMapping("/api/relays/obligations")
final class RelayedController {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private static final Comparator<Cycle> ORDER =
            Comparator.comparing(Cycle::dueOn).thenComparing(Cycle::id);

    /** Due date and id of the cycle, and the agency. */
    private static final Pattern PLACE_IN_LIST = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})\\.([A-Za-z0-9][A-Za-z0-9-]{0,63})\\.([0-9]{6,12}-[a-z][a-z0-9-]{0,31})");

    private final RelayedObligations obligations;
    private final Calendars calendars;
    private final Relays relays;
    private final Clock clock;

    RelayedController(RelayedObligations obligations, Calendars calendars, Relays relays, Clock clock) {
        this.obligations = obligations;
        this.calendars = calendars;
        this.relays = relays;
        this.clock = clock;
    }

    /**
     * What another agency owes. Dates are Asia/Shanghai.
     *
     * @param agency whose it is
     * @param formName null where the form has none
     * @param closesOn the last day on which a filing is taken
     * @param overdue it is still to be filed, and its day is over
     * @param daysLeft working days until it is due; null where nothing is to be filed
     * @param submission the filing that holds the slot; null while there is none
     */
    record RelayedView(
            String cycle,
            String form,
            @Nullable String formName,
            String agency,
            LocalDate dueOn,
            LocalDate closesOn,
            ObligationStatus state,
            boolean overdue,
            @Nullable Integer daysLeft,
            @Nullable String submission) {

        private static RelayedView of(Obligation one, Cycle cycle, LocalDate today, WorkingDays days) {
            boolean open = ObligationStatus.OWED.contains(one.status());
            return new RelayedView(
                    one.cycle(),
                    cycle.form().id(),
                    cycle.form().title(),
                    one.agency(),
                    one.dueOn(),
                    one.closesOn(cycle.closesOn()),
                    one.status(),
                    open && one.dueOn().isBefore(today),
                    open ? days.left(today, one.dueOn()) : null,
                    one.current());
        }
    }

    /** What can still be filed; what is due first comes first, and in each cycle they come by agency. */
    @GetMapping
    Page<RelayedView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable ObligationStatus state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        MatchResult after = cursor == null ? null : Page.cursor(PLACE_IN_LIST, cursor);
        LocalDate today = LocalDate.ofInstant(clock.instant(), PLACE);
        List<Relay> granted = relays.of(caller, today);
        Map<String, Cycle> open = obligations.cycles(granted, caller.predecessors(), today);
        WorkingDays days = calendars.workingDays();
        List<RelayedView> found = new ArrayList<>();
        for (Cycle cycle : open.values().stream().sorted(ORDER).toList()) {
            int place = after == null ? 1 : compare(cycle, after);
            if (place >= 0 && found.size() < most) {
                String from = place == 0 && after != null ? after.group(3) : null;
                obligations
                        .list(cycle, granted, caller.predecessors(), today, state, from, most - found.size())
                        .forEach(one -> found.add(RelayedView.of(one, cycle, today, days)));
            }
        }
        return Page.of(
                found,
                most,
                one -> requireNonNull(open.get(one.cycle())).dueOn() + "." + one.cycle() + "." + one.agency(),
                one -> one);
    }

    private static int compare(Cycle cycle, MatchResult after) {
        int byDay = cycle.dueOn().toString().compareTo(after.group(1));
        return byDay != 0 ? byDay : cycle.id().compareTo(after.group(2));
    }
}
