package huikan.submission.submission;

import com.mongodb.MongoException;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.obligation.Obligations;
import java.time.Clock;
import java.util.Optional;
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
    private final AcceptedEvents events;
    private final Clock clock;

    Withdrawals(Submissions submissions, Obligations obligations, AcceptedEvents events, Clock clock) {
        this.submissions = submissions;
        this.obligations = obligations;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The approved filing that it corrects, itself or by what it replaces; empty where there is none. What it replaces is replaced
     * first, should that have been cut short: nobody approves it any more then.
     */
    Optional<String> restatedBy(Submission accepted) {
        return Optional.ofNullable(accepted.replaces())
                .map(before -> submissions.replace(before, accepted.id(), clock.instant()))
                .map(Submission::restated);
    }

    /**
     * False when it is not what was seen any more.
     *
     * @param seen an accepted one
     */
    boolean withdraw(Submission seen, String by) {
        WellFormed read =
                (WellFormed) FilingReader.read(submissions.body(seen.id()).orElseThrow(), seen.digest());
        boolean withdrawn = submissions.withdraw(
                seen,
                events.of(
                        seen.id(),
                        seen.receivedAt(),
                        seen.revision(),
                        seen.late(),
                        read,
                        obligations.find(seen.cycle(), seen.agency()).orElseThrow(),
                        seen.relayedBy()),
                new SubmissionWithdrawn(seen.id(), seen.cycle(), seen.agency(), seen.revision(), by, clock.instant()));
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
