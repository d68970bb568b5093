package huikan.review.calendar;

import huikan.calendar.Notices;
import huikan.calendar.WorkingDays;
import java.util.List;

/** Calendars for tests of other packages. */
public final class CalendarsOf {

    private CalendarsOf() {}

    /** The yearly notices that came with the suite. */
    public static WorkingDays notices() {
        return new WorkingDays(
                Notices.read().values().stream().flatMap(List::stream).toList());
    }
}
