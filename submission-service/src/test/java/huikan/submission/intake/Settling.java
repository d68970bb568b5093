package huikan.submission.intake;

import huikan.events.SubmissionReceived;
import huikan.submission.intake.Intake.Delivered;
import java.util.Arrays;
import org.springframework.context.ApplicationContext;

/** Filings that are settled as if they had just come. */
public final class Settling {

    private Settling() {}

    /** In one batch. */
    public static void settle(ApplicationContext service, SubmissionReceived... events) {
        settle(service.getBean(Intake.class), events);
    }

    static void settle(Intake intake, SubmissionReceived... events) {
        intake.take(Arrays.stream(events).map(one -> new Delivered(one, null)).toList());
    }
}
