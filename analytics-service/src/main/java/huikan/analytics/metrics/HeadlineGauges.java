package huikan.analytics.metrics;

import huikan.analytics.directory.Directory;
import huikan.analytics.rollup.Basis;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Rollups;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The headline figures of what was due last, for whoever watches them beside the machine's: one row a root of the tree. */
@Component
final class HeadlineGauges {

    /** Of the cycles that end last; each costs a row for each root. */
    private static final int MOST_CYCLES = 20;

    private final Directory directory;
    private final Rollups rollups;
    private final MultiGauge filings;

    HeadlineGauges(Directory directory, Rollups rollups, MeterRegistry meters) {
        this.directory = directory;
        this.rollups = rollups;
        this.filings = MultiGauge.builder("huikan.filings.under")
                .description("filings of an agency with all below it, by state")
                .register(meters);
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void refresh() {
        List<Row<?>> rows = new ArrayList<>();
        for (String cycle : directory.latest(MOST_CYCLES)) {
            for (Rollup root : rollups.roots(cycle)) {
                rows.add(row(root, "expected", root.expected()));
                rows.add(row(root, "filed", root.filed()));
                rows.add(row(root, "late", root.late()));
                rows.add(row(root, "excused", root.excused()));
                for (Basis basis : Basis.values()) {
                    rows.add(row(root, basis.name(), root.sums(basis).filings()));
                }
            }
        }
        filings.register(rows, true);
    }

    private static Row<Number> row(Rollup root, String state, long number) {
        return Row.of(Tags.of("cycle", root.cycle(), "agency", root.agency(), "state", state), number);
    }
}
