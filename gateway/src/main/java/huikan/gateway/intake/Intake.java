package huikan.gateway.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.gateway.receipt.Receipt;
import huikan.gateway.receipt.Receipts;
import huikan.problem.FieldError;
import huikan.service.consuming.ReceivedFilings;
import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Takes a filing: shape, whose it is, into Kafka, and only then the receipt. */
@Component
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    /**
     * What one gateway remembers of keys, 1.3 KB each; the decision that holds is made where the submissions are stored.
     * Ten times as many filled its heap.
     */
    private static final int MOST_REMEMBERED = 10_000;

    private final KafkaTemplate<String, byte[]> kafka;
    private final Receipts receipts;
    private final IntakeSettings settings;
    private final MeterRegistry meters;
    private final Timer acknowledgement;
    private final Clock clock;
    private final Backlog backlog;
    private final Cache<String, Acknowledgement> acknowledged = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    Intake(
            KafkaTemplate<String, byte[]> kafka,
            Receipts receipts,
            IntakeSettings settings,
            MeterRegistry meters,
            Clock clock,
            Backlog backlog) {
        this.backlog = backlog;
        this.meters = meters;
        this.acknowledgement = Timer.builder("huikan.filings.acknowledgement")
                .description("from sending a filing to Kafka until every in-sync replica has it")
                .publishPercentileHistogram()
                .maximumExpectedValue(settings.patience())
                .register(meters);
        this.kafka = kafka;
        this.receipts = receipts;
        this.settings = settings;
        this.clock = clock;
    }

    /** A filing on its way into Kafka. Many may be under way at once, so it keeps no body. */
    final class Pending {
        private final Receipt receipt;
        private final @Nullable IdempotencyKey key;
        private final CompletableFuture<?> sent;
        private final long since = System.nanoTime();

        private Pending(Receipt receipt, @Nullable IdempotencyKey key, CompletableFuture<?> sent) {
            this.receipt = receipt;
            this.key = key;
            this.sent = sent;
        }

        /**
         * Waits for Kafka.
         *
         * @throws ProblemException NOT_ACKNOWLEDGED; the filing may be in or not, and the same key makes a retry safe
         */
        Acknowledgement await() throws InterruptedException {
            long left = settings.patience().toNanos() - (System.nanoTime() - since);
            try {
                sent.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException failed) {
                throw notAcknowledged(failed);
            }
            acknowledgement.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
            Acknowledgement answer = Acknowledgement.of(receipt, receipts.sign(receipt));
            if (key != null) {
                acknowledged.put(remembered(receipt.agency(), key), answer);
            }
            return answer;
        }
    }

    /** What came of beginning: known from before, or on its way. */
    sealed interface Begun {
        record Known(Acknowledgement answer) implements Begun {}

        record Sent(Pending pending) implements Begun {}
    }

    /**
     * Checks a body and sends it off.
     *
     * @throws ProblemException when it is not taken; nothing was sent then
     */
    Begun begin(byte[] body, @Nullable IdempotencyKey key, Caller caller) {
        return begin(body, key, caller, Origin.DIRECT);
    }

    /** The same of a draft. */
    Begun begin(byte[] body, @Nullable IdempotencyKey key, Caller caller, Origin origin) {
        try {
            return checked(body, key, caller, origin);
        } catch (ProblemException refused) {
            meters.counter(
                            "huikan.filings.refused",
                            "problem",
                            refused.problem().kind().code())
                    .increment();
            throw refused;
        }
    }

    private Begun checked(byte[] body, @Nullable IdempotencyKey key, Caller caller, Origin origin) {
        WellFormed read = wellFormed(body);
        String agency = read.filing().agency();
        boolean relays = origin.relayedBy() != null && caller.actsFor(origin.relayedBy());
        if (!(caller.actsFor(agency) || relays) || caller.role() != Role.REPORTER) {
            throw IntakeProblem.NOT_YOURS.because(
                    caller.login() + " does not file for " + agency + ".",
                    List.of(new FieldError("/agency", "agency.not-yours", notYours(caller, agency))));
        }
        Acknowledgement before = key == null ? null : acknowledged.getIfPresent(remembered(agency, key));
        if (before != null) {
            if (!before.digest().equals(read.digest())) {
                throw IntakeProblem.KEY_REUSED.because(
                        "This key came with the body " + before.digest() + " before; now with " + read.digest() + ".");
            }
            return new Begun.Known(before);
        }
        backlog.refuseWhenOld(caller.login());
        return new Begun.Sent(send(read, key, caller, origin));
    }

    private static String notYours(Caller caller, String agency) {
        return caller.actsFor(agency)
                ? "a " + caller.role() + " does not file; the agency's REPORTER does"
                : "not the agency of the token; who relays for it files its draft";
    }

    private Pending send(WellFormed read, @Nullable IdempotencyKey key, Caller caller, Origin origin) {
        String agency = read.filing().agency();
        Instant now = clock.instant();
        SubmissionReceived event = new SubmissionReceived(
                IdempotencyKey.submissionId(key, agency, read.digest()),
                read.filing().cycle(),
                agency,
                key == null ? null : key.value(),
                read.digest(),
                now,
                caller.login(),
                read.canonical(),
                caller.actsFor(agency) ? null : origin.relayedBy(),
                origin.signedOffBy());
        Receipt receipt = new Receipt(event.id(), event.cycle(), agency, event.digest(), now, event.relayer());
        try {
            backlog.sent(caller.login());
            return new Pending(receipt, key, kafka.send(ReceivedFilings.record(event, "gateway")));
        } catch (KafkaException | org.springframework.kafka.KafkaException unavailable) {
            throw notAcknowledged(unavailable);
        }
    }

    private static WellFormed wellFormed(byte[] body) {
        return switch (FilingReader.read(body)) {
            case WellFormed read -> read;
            case FilingRead.Unreadable unreadable -> throw IntakeProblem.UNREADABLE.because(unreadable.why());
            case FilingRead.Malformed malformed ->
                throw IntakeProblem.MALFORMED.because(
                        "Errors: " + malformed.errors().size() + ".", malformed.errors());
        };
    }

    private static ProblemException notAcknowledged(Exception why) {
        LOG.warn("Kafka did not acknowledge a filing: {}", why.toString());
        return IntakeProblem.NOT_ACKNOWLEDGED
                .because("Kafka did not acknowledge in time. Send it again with the same Idempotency-Key: "
                        + "it will be one submission, whether this one arrived or not.")
                .retryAfter(COME_AGAIN);
    }

    private static String remembered(String agency, IdempotencyKey key) {
        return agency + "\n" + key.value();
    }
}
