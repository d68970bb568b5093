package huikan.gateway.limit;

import huikan.gateway.limit.RateLimit.Answer;
import huikan.service.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** What holds filings back before Kafka has to: too many of one client, too many bytes of all. */
public final class FilingLimits {

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final RateLimit filings;
    private final Semaphore bytes;
    private final int mostBytes;

    FilingLimits(LimitSettings settings) {
        this.filings = new RateLimit("filings", settings.filings());
        this.mostBytes = Math.toIntExact(settings.underWay().toBytes());
        this.bytes = new Semaphore(mostBytes);
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
     * Takes a filing, if there is room for it.
     *
     * @param size bytes that it may have
     * @throws ProblemException OVERLOADED
     */
    public <T> T within(int size, Taking<T> taking) throws IOException, InterruptedException {
        int taken = Math.min(size, mostBytes);
        if (!bytes.tryAcquire(taken)) {
            throw LimitProblem.OVERLOADED
                    .because("Kafka takes filings slower than they come; nothing of this one was sent.")
                    .retryAfter(COME_AGAIN);
        }
        try {
            return taking.take();
        } finally {
            bytes.release(taken);
        }
    }
}
