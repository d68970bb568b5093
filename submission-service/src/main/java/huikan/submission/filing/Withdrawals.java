package huikan.submission.filing;

import com.mongodb.MongoException;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.submission.obligation.Obligations;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A filing is withdrawn first, and then its slot is freed. What was cut short between the two, by a crash or by a store that
 * was away, is completed some seconds later: nobody has to start anything anew for it.
 */
@Component
final class Withdrawals {

    private static final Logger LOG = LoggerFactory.getLogger(Withdrawals.class);

    private final Submissions submissions;
    private final Obligations obligations;

    Withdrawals(Submissions submissions, Obligations obligations) {
        this.submissions = submissions;
        this.obligations = obligations;
    }

    /** False when it is not what was seen any more. */
    boolean withdraw(Submission seen, SubmissionWithdrawn event) {
        boolean withdrawn = submissions.withdraw(seen, event);
        if (withdrawn) {
            free(seen);
        }
        return withdrawn;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void complete() {
        try {
            submissions.holding().forEach(this::free);
        } catch (MongoException unreachable) {
            LOG.warn("slots of withdrawn filings are freed later: {}", unreachable.toString());
        }
    }

    private void free(Submission withdrawn) {
        obligations.release(withdrawn.cycle(), withdrawn.agency(), withdrawn.id());
        submissions.freed(withdrawn.id());
    }
}
