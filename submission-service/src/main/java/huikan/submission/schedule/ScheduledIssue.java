package huikan.submission.schedule;

import com.mongodb.MongoException;
import huikan.calendar.WorkingDays;
import huikan.service.problem.ProblemException;
import huikan.submission.calendar.Calendars;
import huikan.submission.cycle.CycleBody;
import huikan.submission.cycle.CycleBody.Period;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlans;
import huikan.submission.cycle.Cycles;
import huikan.submission.version.VersionStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Issues what schedules ask for, on the day on which it opens. The id of a cycle is made of the schedule and the period: of
 * several instances one issues it, and once. What was missed while nothing ran is issued afterwards, unless it is closed by then.
 */
@Component
class ScheduledIssue {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledIssue.class);
    private static final int BETWEEN = 10;
    /** A preview ends here, whatever is asked for. */
    private static final int MOST = 20;

    private final VersionStore<Schedule> stored;
    private final Cycles cycles;
    private final CyclePlans plans;
    private final CycleIssue issue;
    private final Calendars calendars;
    private final Clock clock;

    ScheduledIssue(
            VersionStore<Schedule> stored,
            Cycles cycles,
            CyclePlans plans,
            CycleIssue issue,
            Calendars calendars,
            Clock clock) {
        this.stored = stored;
        this.cycles = cycles;
        this.plans = plans;
        this.issue = issue;
        this.calendars = calendars;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = BETWEEN, timeUnit = TimeUnit.MINUTES)
    void issueAll() {
        try {
            schedules().forEach(this::issue);
        } catch (MongoException unreachable) {
            LOG.info("scheduled cycles have to wait: {}", unreachable.toString());
        }
    }

    /** Each in its last version. */
    Collection<Schedule> schedules() {
        Map<String, Schedule> last = new LinkedHashMap<>();
        stored.published().forEach(one -> last.put(one.id(), one));
        return last.values();
    }

    /** What opens today, and what was missed. */
    void issue(Schedule schedule) {
        for (CycleBody due : due(schedule)) {
            try {
                if (cycles.find(due.id()).isEmpty() && issue.issue(plans.of(due))) {
                    LOG.info("issued {} by schedule", due.id());
                }
            } catch (ProblemException refused) {
                // its form is over, or nobody is left who would owe it: the other schedules go on
                LOG.warn("the cycle {} cannot be issued by schedule: {}", due.id(), refused.getMessage());
            }
        }
    }

    private List<CycleBody> due(Schedule schedule) {
        LocalDate today = today();
        WorkingDays calendar = calendars.workingDays();
        List<CycleBody> due = new ArrayList<>();
        Period period = schedule.every().of(schedule.from(), calendar);
        while (schedule.has(period)) {
            CycleBody cycle = schedule.cycle(period, calendar);
            if (cycle.opensOn().isAfter(today)) {
                return due;
            }
            if (!cycle.closesOn().isBefore(today)) {
                due.add(cycle);
            }
            period = schedule.every().next(period, calendar);
        }
        return due;
    }

    /** The next ones that are not issued yet. */
    List<CycleBody> next(Schedule schedule, int count) {
        LocalDate today = today();
        WorkingDays calendar = calendars.workingDays();
        List<CycleBody> next = new ArrayList<>();
        Period period = schedule.every().of(schedule.from(), calendar);
        while (schedule.has(period) && next.size() < Math.min(count, MOST)) {
            CycleBody cycle = schedule.cycle(period, calendar);
            if (!cycle.closesOn().isBefore(today) && cycles.find(cycle.id()).isEmpty()) {
                next.add(cycle);
            }
            period = schedule.every().next(period, calendar);
        }
        return next;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ScheduleAdmission.PLACE);
    }
}
