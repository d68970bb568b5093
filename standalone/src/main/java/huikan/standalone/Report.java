package huikan.standalone;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a suite is, for a person: what runs, what came in, what waits, and what needs a hand. */
final class Report {

    private static final double GIB = 1 << 30;
    private static final double MIB = 1 << 20;
    private static final double NEARLY_FULL = 0.9;
    private static final double STALE_SECONDS = 30;

    private final DataFolder.Suite suite;
    private final Path data;
    private final Status status;
    private final double nearlyFull;
    private final Map<String, Metrics> metrics = new LinkedHashMap<>();
    private final List<String> attention = new ArrayList<>();

    Report(DataFolder.Suite suite, Path data) {
        this(suite, data, NEARLY_FULL);
    }

    /** @param nearlyFull the share of the disk from which on it needs a hand */
    Report(DataFolder.Suite suite, Path data, double nearlyFull) {
        this.nearlyFull = nearlyFull;
        this.suite = suite;
        this.data = data;
        this.status = new Status("http://127.0.0.1:" + suite.port());
    }

    /** Prints it; returns whether everything is ready. */
    boolean print(Consumer<String> out) throws InterruptedException {
        String parts = status.ask().orElse("");
        boolean ready = parts.contains("\"ready\":true");
        for (DataFolder.Part part : suite.parts()) {
            if (part.port() == 0) {
                continue;
            }
            status.metrics(part.port()).ifPresent(told -> metrics.put(part.name(), Metrics.parse(told)));
        }
        out.accept("Huikan at http://127.0.0.1:" + suite.port() + (ready ? " is ready" : " is NOT ready") + uptime()
                + "; data in " + data + disk());
        out.accept("");
        printParts(parts, out);
        out.accept("");
        out.accept("  filings   " + filings());
        out.accept("  reviews   " + reviews());
        out.accept("  rollups   " + rollups());
        out.accept("  waiting   " + waiting());
        out.accept("");
        if (!ready) {
            attention.add("not everything is UP; the logs are in " + data.resolve("logs"));
        }
        if (attention.isEmpty()) {
            out.accept("  nothing needs a hand");
        }
        attention.forEach(one -> out.accept("  ATTENTION " + one));
        return ready;
    }

    private String uptime() {
        double seconds = metrics.values().stream()
                .mapToDouble(one -> one.max("process_uptime_seconds"))
                .max()
                .orElse(0);
        return seconds == 0 ? "" : ", up for " + lasting(seconds);
    }

    private String disk() {
        try (Stream<Path> files = Files.walk(data)) {
            double used =
                    files.filter(Files::isRegularFile).mapToLong(Report::size).sum();
            FileStore disk = Files.getFileStore(data);
            double free = disk.getUsableSpace();
            if (free < disk.getTotalSpace() * (1 - nearlyFull)) {
                attention.add("the disk is " + Math.round(100 - 100 * free / disk.getTotalSpace()) + " % full");
            }
            return String.format(" (%.1f GB, %.1f GB free)", used / GIB, free / GIB);
        } catch (IOException | java.io.UncheckedIOException changing) {
            return "";
        }
    }

    /** A file may go while it is looked at. */
    private static long size(Path file) {
        return file.toFile().length();
    }

    private void printParts(String told, Consumer<String> out) {
        out.accept(String.format("  %-20s %-15s %8s %8s %9s", "part", "state", "memory", "errors", "warnings"));
        for (String part :
                List.of("gateway", "submission-service", "review-service", "analytics-service", "kafka", "store")) {
            Metrics known = metrics.get(part);
            out.accept(String.format(
                    "  %-20s %-15s %8s %8s %9s",
                    part.equals("store") && pid(StoreChoice.MONGOD) != 0 ? "store (mongod)" : part,
                    state(told, part),
                    memory(part),
                    known == null ? "" : whole(events(known, "error")),
                    known == null ? "" : whole(events(known, "warn"))));
        }
    }

    private static String state(String told, String part) {
        int at = told.indexOf("\"" + part + "\":\"");
        return at < 0 ? "?" : told.substring(at + part.length() + 4).split("\"", 2)[0];
    }

    private static double events(Metrics metrics, String level) {
        return metrics.sum("logback_events_total", labels -> level.equals(labels.get("level")));
    }

    private long pid(String process) {
        return suite.parts().stream()
                .filter(one -> one.name().equals(process))
                .mapToLong(DataFolder.Part::pid)
                .findFirst()
                .orElse(0);
    }

    /** What the system counts for the process, where it tells. Broker and embedded store are in one. */
    private String memory(String part) {
        long pid = pid(
                switch (part) {
                    case "kafka" -> Suite.BROKER_AND_STORE;
                    case "store" -> StoreChoice.MONGOD;
                    default -> part;
                });
        Path file = Path.of("/proc", Long.toString(pid), "status");
        if (pid == 0 || !Files.isReadable(file)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kib -> Math.round(Long.parseLong(kib) * 1024 / MIB) + " MB")
                    .findFirst()
                    .orElse("");
        } catch (IOException gone) {
            return "";
        }
    }

    private Metrics of(String service) {
        return metrics.getOrDefault(service, new Metrics(List.of()));
    }

    private String filings() {
        Metrics gateway = of("gateway");
        Metrics submission = of("submission-service");
        String reasons = submission.by("huikan_filings_rejected_total", "reason").stream()
                .limit(5)
                .map(one -> one.getKey() + " " + whole(one.getValue()))
                .collect(Collectors.joining(", "));
        double unsettled = submission.max("huikan_filings_unsettled");
        if (unsettled > 0) {
            attention.add(whole(unsettled) + " filings were received and are not settled");
        }
        if (submission.max("huikan_ledger_difference") > 0) {
            attention.add("the ledger of an open cycle does not balance: GET /api/cycles/{id}/ledger");
        }
        return "since the start: acknowledged " + whole(gateway.sum("huikan_filings_acknowledgement_seconds_count"))
                + ", refused at the door " + whole(gateway.sum("huikan_filings_refused_total")) + ", accepted "
                + whole(submission.sum("huikan_filings_accepted_total")) + ", rejected for: "
                + (reasons.isEmpty() ? "nothing" : reasons);
    }

    private String reviews() {
        Metrics review = of("review-service");
        double failing = review.sum("huikan_deadlines_failing");
        if (failing > 0) {
            attention.add(
                    whole(failing)
                            + " deadlines could not be handled and are tried again later: \"the deadline of\" in the log of review-service");
        }
        double waiting = review.max("huikan_reviews_waiting");
        return waiting == 0
                ? "none waits"
                : whole(waiting) + " wait, the oldest for "
                        + lasting(review.max("huikan_reviews_oldest_waiting_seconds"));
    }

    private String rollups() {
        Metrics analytics = of("analytics-service");
        double count = analytics.sum("huikan_rollup_freshness_seconds_count");
        double lag = analytics.max("kafka_consumer_fetch_manager_records_lag_max");
        return (count == 0
                        ? "no change since the start"
                        : String.format(
                                "fresh after %.1f s on average",
                                analytics.sum("huikan_rollup_freshness_seconds_sum") / count))
                + ", in the last half minute at most " + whole(lag) + " events behind";
    }

    private String waiting() {
        double letters = of("gateway").sum("huikan_dead_letters_waiting");
        if (letters > 0) {
            attention.add(whole(letters) + " dead letters wait for a decision: GET /api/dead-letters as admin");
        }
        double outbox = metrics.values().stream()
                .mapToDouble(one -> one.max("huikan_outbox_age_seconds"))
                .max()
                .orElse(0);
        if (outbox > STALE_SECONDS) {
            attention.add("events wait in an outbox for " + lasting(outbox) + ": is the broker there?");
        }
        double lag = metrics.values().stream()
                .mapToDouble(one -> one.max("kafka_consumer_fetch_manager_records_lag_max"))
                .max()
                .orElse(0);
        return (Double.isNaN(letters) ? "? " : whole(letters)) + " dead letters, in the last half minute at most "
                + whole(lag)
                + " events not read, outbox "
                + (outbox < 1 ? "empty" : "behind by " + lasting(outbox));
    }

    private static String whole(double number) {
        return Double.isNaN(number) ? "?" : String.format("%,d", Math.round(number));
    }

    private static String lasting(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (time.toDays() > 1) {
            return time.toDays() + " days";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
