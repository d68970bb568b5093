package huikan.bench;

import huikan.bench.Options.Elsewhere;
import huikan.bench.Province.Slot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** One run: a suite is loaded in several ways; one of its own beside what its parts do alone, and with what it takes of the machine. */
final class Bench {

    private static final int CONNECTIONS = 64;
    private static final int FILING_BYTES = 2048;
    private static final int LINES_A_BATCH = 100;
    private static final int RAW_RECORDS = 300_000;
    /** As many as the launcher gives to the suite's own topics. */
    private static final int PARTITIONS = 3;

    /** Long enough for the compilers: a filing runs through a lot of code. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    /** What batches leave to be worked off takes minutes. */
    private static final Duration BATCH_WARM_UP = Duration.ofSeconds(5);
    /** At most so many single filings a second are expected before any was measured. */
    private static final double FIRST_GUESS = 300;
    /** As many as are taken for longer is more than is settled within {@link #DRAIN}. */
    private static final Duration MOST_SATURATED = Duration.ofSeconds(20);

    private static final Duration DRAIN = Duration.ofMinutes(10);
    /** Filings followed one by one, a second: each costs about three requests. */
    private static final int FOLLOWED = 4;

    private static final String CARRIED_THROUGH = "single, carried into the rollups";
    private static final String SINGLE = "single, acknowledged";
    private static final String NOTHING = "do-nothing endpoint (D)";
    private static final String RAW = "raw producer (R)";
    private static final String ROLLUP = "receipt to counted in the rollup above";
    private static final String AT_REST = "at rest, % of a processor";
    private static final String NOBODY = "nobody does anything";
    private static final String READY = "ready, s";
    private static final String LAUNCHER = "as the launcher says it";
    private static final String AFTER = "after";
    private static final String MEMORY = "memory, MB";
    /** What was begun under load is over by then. */
    private static final int SETTLING_SECONDS = 20;

    private static final int RESTING_SECONDS = 20;

    private static final long BEGUN = System.nanoTime();

    private final Duration length;
    private final Duration saturated;
    private final URI address;
    private final @Nullable OwnSuite own;
    private final Login reader;
    private final Api api;
    private final Books books;
    private final Province province;
    private final Cases cases;
    private final Findings findings = new Findings();

    /** @param own the suite at that address when it was started here */
    private Bench(Duration length, URI address, Logins logins, @Nullable OwnSuite own) {
        this.length = length;
        this.saturated = length.compareTo(MOST_SATURATED) < 0 ? length : MOST_SATURATED;
        this.address = address;
        this.own = own;
        this.api = new Api(address);
        this.books = new Books(api, logins);
        this.province = new Province(api, logins, books);
        this.cases = new Cases(new Filings(address, api, FILING_BYTES), books);
        this.reader = logins.reader();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            Options options =
                    Options.parse(Path.of(System.getProperty("huikan.home", ".")), List.of(args), System.getenv());
            List<Findings> runs = new ArrayList<>();
            for (int run = 1; run <= options.runs(); run++) {
                tell("run " + run + " of " + options.runs());
                Elsewhere elsewhere = options.elsewhere();
                runs.add(elsewhere == null ? own(options) : elsewhere(options.length(), elsewhere));
            }
            Report report = Report.of(options, Machine.here(options.home()), runs);
            Pages.write(report, options.out());
            System.out.println(report.text());
            System.out.println("also as JSON and as a page with plots in " + options.out());
        } catch (Trouble trouble) {
            System.err.println("huikan: " + trouble.getMessage());
            System.exit(1);
        }
    }

    private static Findings own(Options options) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("huikan-bench");
        try (OwnSuite suite = OwnSuite.start(options.home(), data)) {
            Logins logins = Logins.demo(new Login("admin", "", Logins.DEMO_SECRET));
            return new Bench(options.length(), suite.address(), logins, suite).run();
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private static Findings elsewhere(Duration length, Elsewhere elsewhere) throws IOException, InterruptedException {
        Path file = elsewhere.logins();
        Logins logins = file == null ? Logins.demo(elsewhere.admin()) : Logins.read(elsewhere.admin(), file);
        return new Bench(length, elsewhere.address(), logins, null).run();
    }

    private Findings run() throws IOException, InterruptedException {
        Map<String, Double> whenReady = memory();
        api.token(reader);
        tell("cycles and logins");
        List<Slot> warm = slots(FIRST_GUESS * WARM_UP.toSeconds());
        warm.stream().map(Slot::reporter).distinct().forEach(api::token);
        tell("a warm-up");
        double guess = 2
                * load(cases.single(warm, (slot, id) -> {})).saturated(WARM_UP).filingsPerSecond();
        load(cases.batch(warm, LINES_A_BATCH)).saturated(BATCH_WARM_UP);
        drain();

        if (own != null) {
            nothing(warm.getFirst());
            raw(own);
        }
        double through = singles(guess);
        batches(warm);
        double half = through / 2;
        atHalfLoad("half load, first", half);
        atHalfLoad(Findings.HALF_LOAD, half);
        Map<String, Double> atTheEnd = memory();
        if (own != null) {
            atRest();
            findings.add(READY, LAUNCHER, Map.of(AFTER, own.readySeconds()));
        }
        findings.addOfProcesses(MEMORY, "ready", whenReady);
        findings.addOfProcesses(MEMORY, "at the end", atTheEnd);
        tell("every filing that was acknowledged is looked for in the ledgers and the rollups");
        books.awaitSettled(DRAIN);
        if (own != null) {
            aims();
        } else {
            aimOfRollup();
        }
        return findings;
    }

    private void aims() {
        findings.aimAtMost(
                "processor time a filing, saturated, ms",
                1.6,
                findings.value(Findings.PROCESSOR_TIME, Findings.SATURATED, Findings.ALL));
        findings.aimAtMost(
                "processor time a filing, half load, ms",
                4,
                findings.value(Findings.PROCESSOR_TIME, Findings.HALF_LOAD, Findings.ALL));
        findings.aimAtLeast("single filings beside the do-nothing endpoint, %", 15, percent(SINGLE, NOTHING));
        findings.aimAtLeast("batches beside the raw producer, %", 30, percent(batchName(), RAW));
        findings.aimAtLeast("carried through beside the do-nothing endpoint, %", 4, percent(CARRIED_THROUGH, NOTHING));
        aimOfRollup();
        findings.aimAtMost("at rest, % of a processor", 3, findings.value(AT_REST, NOBODY, Findings.ALL));
        findings.aimAtMost("ready, s", 10, findings.value(READY, LAUNCHER, AFTER));
        findings.aimAtMost("memory at the end, MB", 1536, findings.value(MEMORY, "at the end", Findings.ALL));
    }

    private void aimOfRollup() {
        findings.aimAtMost(
                "counted in the rollup above at half load, p99, ms",
                300,
                findings.value(latencies(Findings.HALF_LOAD), ROLLUP, "p99"));
    }

    private @Nullable Double percent(String what, String of) {
        Double part = findings.value(Findings.A_SECOND, what, Findings.TAKEN);
        Double whole = findings.value(Findings.A_SECOND, of, Findings.TAKEN);
        return part == null || whole == null ? null : 100 * part / whole;
    }

    private void nothing(Slot slot) throws IOException, InterruptedException {
        tell("the do-nothing endpoint");
        try (NothingProcess nothing = NothingProcess.start()) {
            Load load = new Load(nothing.address(), CONNECTIONS, cases.nothing(slot));
            load.saturated(WARM_UP);
            findings.addRate(NOTHING, load.saturated(saturated));
        }
    }

    private void raw(OwnSuite suite) throws IOException, InterruptedException {
        tell("the raw producer");
        suite.createTopic("bench-raw", PARTITIONS);
        RawProducer.Result raw = RawProducer.run(suite.broker(), "bench-raw", RAW_RECORDS, FILING_BYTES);
        suite.deleteTopic("bench-raw");
        findings.add(Findings.A_SECOND, RAW, Map.of(Findings.TAKEN, raw.perSecond()));
    }

    /** Filings a second that went the whole way, from the first request until the last was counted. */
    private double singles(double guess) throws IOException, InterruptedException {
        List<Slot> slots = slots(guess * saturated.toSeconds());
        tell("single filings, as many as are taken");
        long start = System.nanoTime();
        Map<String, Double> before = processorMillis();
        Load.Result result = load(cases.single(slots, (slot, id) -> {})).saturated(saturated);
        if (result.filings() == 0) {
            throw new Trouble("the suite took no filing; it answered " + result.statuses());
        }
        findings.addRate(SINGLE, result);
        drain();
        double through = result.filings() / ((System.nanoTime() - start) / 1e9);
        cost(Findings.PROCESSOR_TIME, Findings.SATURATED, before, (double) result.filings());
        findings.add(Findings.A_SECOND, CARRIED_THROUGH, Map.of(Findings.TAKEN, through));
        findings.addLatency("as many as are taken, ms", "until the receipt", result.latency());
        return through;
    }

    private void batches(List<Slot> slots) throws InterruptedException {
        tell(batchName() + ", as many as are taken");
        findings.addRate(batchName(), load(cases.batch(slots, LINES_A_BATCH)).saturated(saturated));
        drain();
    }

    private static String batchName() {
        return "in batches of " + LINES_A_BATCH + ", acknowledged";
    }

    /** The compilers work off what was worth compiling while it was saturated; what comes then is what goes on for hours. */
    private void atHalfLoad(String when, double perSecond) throws IOException, InterruptedException {
        List<Slot> slots = slots(perSecond * length.toSeconds());
        tell("%s: %.0f filings a second, half of what goes the whole way".formatted(when, perSecond));
        try (Way way = new Way(address, api, reader, (int) Math.max(1, perSecond / FOLLOWED))) {
            Map<String, Double> before = processorMillis();
            Load.Result result = load(cases.single(slots, way::acknowledged)).at(perSecond, length);
            findings.addRate("single, " + when, result);
            Way.Times times = way.times();
            cost(Findings.PROCESSOR_TIME, when, before, (double) result.filings());
            if (times.lost() > 0) {
                throw new Trouble(times.lost() + " filings did not arrive within a minute");
            }
            findings.addLatency(latencies(when), "until the receipt", result.latency());
            findings.addLatency(latencies(when), "receipt to accepted", times.accepted());
            findings.addLatency(latencies(when), "receipt to in the review queue", times.queued());
            findings.addLatency(latencies(when), ROLLUP, times.provinceRollup());
        }
    }

    private static String latencies(String when) {
        return when + ", ms";
    }

    private void atRest() throws IOException, InterruptedException {
        drain();
        tell("at rest");
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        Map<String, Double> before = processorMillis();
        TimeUnit.SECONDS.sleep(RESTING_SECONDS);
        cost(AT_REST, NOBODY, before, RESTING_SECONDS * 10.0);
    }

    private void cost(String part, String what, Map<String, Double> before, double by) throws IOException {
        Map<String, Double> processes = new LinkedHashMap<>();
        processorMillis()
                .forEach((name, millis) -> processes.put(name, (millis - before.getOrDefault(name, 0.0)) / by));
        findings.addOfProcesses(part, what, processes);
    }

    private Map<String, Double> processorMillis() throws IOException {
        return own == null ? Map.of() : own.processorMillis();
    }

    private Map<String, Double> memory() throws IOException {
        return own == null ? Map.of() : own.memory();
    }

    /** Everything that was filed has gone its whole way: the broker tells it, or, where it cannot be asked, ledgers and rollups. */
    private void drain() throws InterruptedException {
        if (own != null) {
            own.awaitDrained(DRAIN);
        } else {
            books.awaitSettled(DRAIN);
        }
    }

    private Load load(Load.Requests requests) {
        return new Load(address, CONNECTIONS, requests);
    }

    /** Slots for that many filings; what the new cycles set going is over, and no token ends in the part that follows. */
    private List<Slot> slots(double filings) throws InterruptedException {
        List<Slot> slots = province.slots(filings);
        drain();
        api.renew(length);
        return slots;
    }

    private static void tell(String what) {
        System.out.printf("%6.0f s  %s%n", (System.nanoTime() - BEGUN) / 1e9, what);
    }
}
