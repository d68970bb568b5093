package huikan.submission.schedule;

import org.springframework.context.ApplicationContext;

/** What the day brings. */
public final class Issuing {

    private Issuing() {}

    /** All that schedules have to issue by now. */
    public static void all(ApplicationContext service) {
        service.getBean(ScheduledIssue.class).issueAll();
    }
}
