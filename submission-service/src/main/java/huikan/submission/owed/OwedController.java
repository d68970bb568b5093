package huikan.submission.owed;

import static java.util.Objects.requireNonNull;

import huikan.calendar.WorkingDays;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.submission.agency.AgencyAccess;
import huikan.submission.calendar.Calendars;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.ObligationLists;
import huikan.submission.obligation.ObligationLists.Filter;
import huikan.submission.obligation.ObligationLists.Slice;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.OwedCursor;
import huikan.submission.relay.Relay;
import huikan.submission.relay.Relays;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/obligations}: what an agency owes, over all cycles. */
@RestController
@RequestMapping("/api/obligations")
final class OwedController {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final ObligationLists obligations;
    private final Cycles cycles;
    private final Calendars calendars;
    private final AgencyAccess access;
    private final Relays relays;
    private final Clock clock;

    OwedController(
            ObligationLists obligations,
            Cycles cycles,
            Calendars calendars,
            AgencyAccess access,
            Relays relays,
            Clock clock) {
        this.relays = relays;
        this.obligations = obligations;
        this.cycles = cycles;
        this.calendars = calendars;
        this.access = access;
        this.clock = clock;
    }

    /**
     * What was returned comes first, then what is missing, the overdue before what is due soonest, then what was filed or
     * excused; each by its due date.
     *
     * @param agency by default the caller's own; one that the caller may see
     * @param overdue whether it is still to be filed and its day is over
     */
    @GetMapping
    Page<OwedView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable ObligationStatus state,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        OwedCursor after = cursor == null ? null : OwedCursor.read(cursor);
        LocalDate today = LocalDate.ofInstant(clock.instant(), PLACE);
        Slice slice = obligations.owed(new Filter(access.one(caller, agency), state, overdue), today, after, most);
        Map<String, Cycle> issued = cycles.findAll(
                slice.listed().stream().map(one -> one.obligation().cycle()).toList());
        WorkingDays days = calendars.workingDays();
        List<Relay> relayed = relays.coveringOn(
                today,
                slice.listed().stream()
                        .flatMap(one -> one.obligation().seenBy().stream())
                        .collect(Collectors.toSet()));
        return new Page<>(
                slice.listed().stream()
                        // one that is only being issued is not there yet
                        .filter(one -> issued.containsKey(one.obligation().cycle()))
                        .map(one -> {
                            Cycle cycle =
                                    requireNonNull(issued.get(one.obligation().cycle()));
                            return OwedView.of(one, cycle, today, days, relayed);
                        })
                        .toList(),
                slice.next() == null ? null : slice.next().text());
    }
}
