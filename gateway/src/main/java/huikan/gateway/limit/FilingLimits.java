package huikan.gateway.limit;

import huikan.gateway.limit.ConcurrencyLimit.Admission;
import huikan.gateway.limit.ConcurrencyLimit.Refused;
import huikan.gateway.limit.RateLimit.Answer;
import huikan.service.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;

/** What holds filings back before Kafka has to: too many of one client, too many bytes of all. */
public final class FilingLimits {

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final RateLimit filings;
    private final ConcurrencyLimit bytes;

    FilingLimits(LimitSettings settings) {
        this.filings = new RateLimit("filings", settings.filings());
        this.bytes =
                new ConcurrencyLimit(Math.toIntExact(settings.underWay().toBytes()), settings.share(), Duration.ZERO);
    }

    /**
     * Counts one filing of a client.
     *
     * @throws ProblemException TOO_MANY_FILINGS
     */
    public void count(String login) {
        if (filings.isOff()) {
            return;
        }
        Answer answer = filings.take(login);
        if (!answer.allowed()) {
            throw LimitProblem.TOO_MANY_FILINGS
                    .because("The limit of this gateway is " + filings.policy() + " for each client.")
                    .retryAfter(Duration.ofSeconds(RateLimit.seconds(answer.again())));
        }
    }

    /** Reading and sending a filing. */
    public interface Taking<T> {
        T take() throws IOException, InterruptedException;
    }

    /**
     * Takes a filing or a batch, if there is room for it.
     *
     * @param size bytes that it may have in memory
     * @throws ProblemException TOO_MANY_UNDER_WAY, OVERLOADED
     */
    public <T> T within(String login, int size, Taking<T> taking) throws IOException, InterruptedException {
        try (Admission admission = bytes.enter(login, size)) {
            if (admission instanceof Refused refused) {
                throw why(refused);
            }
            return taking.take();
        }
    }

    private ProblemException why(Refused refused) {
        ProblemException why = switch (refused) {
            case CLIENT ->
                LimitProblem.TOO_MANY_UNDER_WAY.because("One client has at most " + bytes.mostOfClient()
                        + " bytes of filings under way; nothing of this one was sent.");
            case ALL ->
                LimitProblem.OVERLOADED.because(
                        "Kafka takes filings slower than they come; nothing of this one was sent.");
        };
        return why.retryAfter(COME_AGAIN);
    }
}
