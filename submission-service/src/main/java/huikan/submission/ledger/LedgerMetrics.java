package huikan.submission.ledger;

import huikan.service.watching.Sampled;
import huikan.submission.cycle.Cycles;
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
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** What would show first that a filing was lost: two numbers that are 0 unless something is wrong. */
@Component
final class LedgerMetrics {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Cycles cycles;
    private final Clock clock;

    LedgerMetrics(Ledger ledger, Cycles cycles, MeterRegistry meters, Clock clock) {
        this.cycles = cycles;
        this.clock = clock;
        Sampled<Double> difference = new Sampled<>(new Lasting(ledger::difference)::sum, FRESH, Double.NaN);
        Gauge.builder("huikan.ledger.difference", difference::get)
                .description("slots held without a standing filing or the reverse, in the cycles that are open")
                .register(meters);
        Sampled<Double> unsettled = new Sampled<>(new Lasting(ledger::unsettled)::sum, FRESH, Double.NaN);
        Gauge.builder("huikan.filings.unsettled", unsettled::get)
                .description(
                        "filings that were received and are neither accepted nor rejected, in the cycles that are open")
                .register(meters);
    }

    /** While filings come in, two counts are of two moments; what two looks in a row see the same is a difference. */
    private final class Lasting {

        private final ToLongFunction<String> ofCycle;
        /** As seen by the last look, by cycle. */
        private final Map<String, Long> before = new HashMap<>();

        Lasting(ToLongFunction<String> ofCycle) {
            this.ofCycle = ofCycle;
        }

        double sum() {
            Set<String> open = new TreeSet<>(cycles.openOn(LocalDate.ofInstant(clock.instant(), PLACE)));
            before.keySet().retainAll(open);
            double all = 0;
            for (String cycle : open) {
                long now = ofCycle.applyAsLong(cycle);
                Long last = before.put(cycle, now);
                all += last != null && last == now ? Math.abs(now) : 0;
            }
            return all;
        }
    }
}
