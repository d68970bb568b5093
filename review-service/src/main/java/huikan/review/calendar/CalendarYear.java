package huikan.review.calendar;

import huikan.calendar.DayRun;
import java.util.List;

/**
 * What is known of a year.
 *
 * @param version 0 for what came with the suite, or for nothing but weekends
 */
record CalendarYear(int year, Source source, List<DayRun> runs, long version) {

    /** Where it is from. */
    enum Source {
        /** The yearly notice of the State Council's General Office, as it came with the suite. */
        NOTICE,
        /** Put in by an administrator. */
        STORED,
        /** Nothing is known yet: Monday to Friday. */
        WEEKENDS
    }
}
