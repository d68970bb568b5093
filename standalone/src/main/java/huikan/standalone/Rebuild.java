package huikan.standalone;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows how far the counting of the rollups is, from the metrics of analytics-service. */
final class Rebuild {

    private static final long LOOK_AGAIN = 1;

    private final Supplier<DataFolder.Part> analytics;

    /** @param analytics its process, as it is now */
    Rebuild(Supplier<DataFolder.Part> analytics) {
        this.analytics = analytics;
    }

    /** Returns when the new ones are shown. */
    void follow(long stopped) throws InterruptedException {
        String told = "";
        while (true) {
            DataFolder.Part now = analytics.get();
            Optional<Metrics> metrics = now.pid() == stopped
                    ? Optional.empty()
                    : new Status("").metrics(now.port()).map(Metrics::parse);
            if (metrics.filter(Rebuild::isShown).isPresent()) {
                Console.step(outcome(metrics.get()));
                return;
            }
            String step = metrics.map(Rebuild::progress).orElse("analytics-service starts again");
            if (!step.equals(told)) {
                Console.step(step);
                told = step;
            }
            TimeUnit.SECONDS.sleep(LOOK_AGAIN);
        }
    }

    private static boolean isShown(Metrics metrics) {
        // it is no number while the store does not answer
        return metrics.samples().stream()
                .anyMatch(one -> one.name().equals("huikan_rollup_generation_ahead") && one.value() == 0);
    }

    private static String progress(Metrics metrics) {
        long read = number(metrics, "events", "read");
        long known = number(metrics, "events", "known");
        return known == 0
                ? "counting"
                : String.format("%,d of %,d events (%d %%)", read, known, read * 100 / Math.max(1, known));
    }

    private static String outcome(Metrics metrics) {
        return String.format(
                "shown; %,d obligations are as they were, %,d are not",
                number(metrics, "obligations", "same"), number(metrics, "obligations", "different"));
    }

    private static long number(Metrics metrics, String name, String state) {
        return Math.round(metrics.sum("huikan_rollup_rebuild_" + name, labels -> state.equals(labels.get("state"))));
    }
}
