package huikan.submission.ledger;

import huikan.service.watching.Sampled;
import huikan.submission.cycle.Cycles;
import huikan.submission.filing.SubmissionLists;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What would show first that a filing was lost: two numbers that are 0 unless something is wrong. */
@Component
final class LedgerMetrics {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** A filing is settled within milliseconds. */
    private static final Duration LONG_AGO = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Cycles cycles;
    private final SubmissionLists submissions;
    private final Clock clock;

    /** By cycle, how many slots more or less are held than filings stand, as seen by the last look. */
    private final Map<String, Long> before = new HashMap<>();

    LedgerMetrics(Ledger ledger, Cycles cycles, SubmissionLists submissions, MeterRegistry meters, Clock clock) {
        this.ledger = ledger;
        this.cycles = cycles;
        this.submissions = submissions;
        this.clock = clock;
        Sampled<Double> difference = new Sampled<>(this::difference, FRESH, Double.NaN);
        Gauge.builder("huikan.ledger.difference", difference::get)
                .description("slots held without a standing filing or the reverse, in the cycles that are open")
                .register(meters);
        Sampled<Double> unsettled = new Sampled<>(this::unsettled, FRESH, Double.NaN);
        Gauge.builder("huikan.filings.unsettled", unsettled::get)
                .description("filings received over a minute ago, neither accepted nor rejected")
                .register(meters);
    }

    private double unsettled() {
        return submissions.countUnsettled(clock.instant().minus(LONG_AGO));
    }

    /** While filings come in, the two counts are of two moments; what two looks in a row see the same is a difference. */
    private double difference() {
        Set<String> open = new TreeSet<>(cycles.openOn(LocalDate.ofInstant(clock.instant(), PLACE)));
        before.keySet().retainAll(open);
        double all = 0;
        for (String cycle : open) {
            long now = ledger.difference(cycle);
            Long last = before.put(cycle, now);
            all += last != null && last == now ? Math.abs(now) : 0;
        }
        return all;
    }
}
