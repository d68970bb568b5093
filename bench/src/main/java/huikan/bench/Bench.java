package huikan.bench;

import huikan.bench.Findings.Aim;
import huikan.bench.Findings.Cost;
import huikan.bench.Findings.Latencies;
import huikan.bench.Findings.Latency;
import huikan.bench.Findings.Rate;
import huikan.bench.Province.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** One run: a suite is started, loaded in several ways beside what its parts do alone, and stopped. */
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

    private static final Duration DRAIN = Duration.ofMinutes(10);
    /** Filings followed one by one, a second: asking costs as much as filing. */
    private static final int FOLLOWED = 2;

    private static final String A_FILING = "ms a filing";
    /** What was begun under load is over by then. */
    private static final int SETTLING_SECONDS = 20;

    private static final int RESTING_SECONDS = 20;

    private final Options options;
    private final long since = System.nanoTime();
    private final List<Rate> rates = new ArrayList<>();
    private final List<Cost> costs = new ArrayList<>();
    private final Map<String, Map<String, Long>> memory = new LinkedHashMap<>();

    private Bench(Options options) {
        this.options = options;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(Path.of(System.getProperty("huikan.home", ".")), List.of(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println("huikan: " + wrong.getMessage());
            System.exit(1);
            return;
        }
        Path data = Files.createTempDirectory("huikan-bench");
        Findings findings;
        try (SuiteUnderLoad suite = SuiteUnderLoad.start(options.home(), data)) {
            findings = new Bench(options).run(suite);
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        Pages.write(findings, options.out());
        System.out.println(findings.table());
        System.out.println("also as JSON and as a page with plots in " + options.out());
    }

    private Findings run(SuiteUnderLoad suite) throws IOException, InterruptedException {
        memory.put("ready", suite.memory());
        Api api = new Api(suite.port());
        Province province = new Province(api);
        Cases cases = new Cases(new Filings(api, FILING_BYTES));

        tell("cycles and logins");
        List<Slot> warm = slots(suite, province, FIRST_GUESS, WARM_UP);
        warm.stream().map(Slot::agency).distinct().forEach(api::token);
        tell("a warm-up");
        double guess = 2
                * Rate.of("", load(suite, cases.single(warm, (slot, id) -> {})).saturated(WARM_UP))
                        .perSecond();
        load(suite, cases.batch(byAgency(warm), LINES_A_BATCH)).saturated(BATCH_WARM_UP);
        suite.awaitDrained(DRAIN);

        double nothing = nothing(cases, warm.getFirst());
        double raw = raw(suite);
        Singles single = singles(suite, province, cases, guess);
        Rate batch = batches(suite, cases, byAgency(warm));
        double half = single.through() / 2;
        List<Latencies> atHalfLoad = atHalfLoad(suite, province, api, cases, half);
        Map<String, Long> atTheEnd = suite.memory();
        double idle = atRest(suite);
        memory.put("at the end", atTheEnd);
        return new Findings(
                "./huikan bench --seconds " + options.seconds(),
                Machine.here(options.home()),
                suite.readySeconds(),
                rates,
                half,
                atHalfLoad,
                costs,
                memory,
                List.of(
                        Aim.atLeast(
                                "single filings beside the do-nothing endpoint, %",
                                15, 100 * single.acknowledged() / nothing),
                        Aim.atLeast("batches beside the raw producer, %", 30, 100 * batch.perSecond() / raw),
                        Aim.atLeast(
                                "carried through beside the do-nothing endpoint, %",
                                4, 100 * single.through() / nothing),
                        Aim.atMost(
                                "processor time a filing, saturated, ms",
                                1.6,
                                costs.getFirst().sum()),
                        Aim.atMost(
                                "processor time a filing, half load, ms",
                                4,
                                costs.get(2).sum()),
                        Aim.atMost(
                                "counted in the province's rollup at half load, p99, ms",
                                300,
                                atHalfLoad.getLast().rollup().p99Millis()),
                        Aim.atMost("at rest, % of a processor", 3, idle),
                        Aim.atMost("ready, s", 10, suite.readySeconds()),
                        Aim.atMost(
                                "memory at the end, MB",
                                1536,
                                atTheEnd.values().stream()
                                        .mapToDouble(Long::doubleValue)
                                        .sum())));
    }

    private double nothing(Cases cases, Slot slot) throws IOException, InterruptedException {
        tell("the do-nothing endpoint");
        try (NothingProcess nothing = NothingProcess.start()) {
            Load load = new Load(nothing.port(), CONNECTIONS, cases.nothing(slot));
            load.saturated(WARM_UP);
            Rate rate = Rate.of("do-nothing endpoint", load.saturated(options.time()));
            rates.add(rate);
            return rate.perSecond();
        }
    }

    private double raw(SuiteUnderLoad suite) throws IOException, InterruptedException {
        tell("the raw producer");
        suite.createTopic("bench-raw", PARTITIONS);
        RawProducer.Result raw = RawProducer.run(suite.broker(), "bench-raw", RAW_RECORDS, FILING_BYTES);
        suite.deleteTopic("bench-raw");
        rates.add(new Rate("raw producer", raw.perSecond(), raw.p50Millis(), raw.p99Millis(), Map.of()));
        return raw.perSecond();
    }

    /**
     * Filings a second.
     *
     * @param through that went the whole way, from the first request until the last was counted
     */
    private record Singles(double acknowledged, double through) {}

    private Singles singles(SuiteUnderLoad suite, Province province, Cases cases, double guess)
            throws IOException, InterruptedException {
        List<Slot> slots = slots(suite, province, guess, options.time());
        tell("single filings, as many as are taken");
        long start = System.nanoTime();
        Map<String, Double> before = suite.processorMillis();
        Load.Result result = load(suite, cases.single(slots, (slot, id) -> {})).saturated(options.time());
        Rate acknowledged = Rate.of("single filings acknowledged", result);
        rates.add(acknowledged);
        suite.awaitDrained(DRAIN);
        double through = result.filings() / ((System.nanoTime() - start) / 1e9);
        costs.add(cost("saturated, until all are counted", A_FILING, suite, before, (double) result.filings()));
        rates.add(new Rate("  the same, carried into the rollups", through, null, null, Map.of()));
        return new Singles(acknowledged.perSecond(), through);
    }

    private Rate batches(SuiteUnderLoad suite, Cases cases, List<Slot> slots) throws InterruptedException {
        tell("batches of " + LINES_A_BATCH + ", as many as are taken");
        Rate rate = Rate.of(
                "filings acknowledged in batches of " + LINES_A_BATCH,
                load(suite, cases.batch(slots, LINES_A_BATCH)).saturated(options.time()));
        rates.add(rate);
        suite.awaitDrained(DRAIN);
        return rate;
    }

    /** The compilers work off what was worth compiling while it was saturated; what comes then is what goes on for hours. */
    private List<Latencies> atHalfLoad(SuiteUnderLoad suite, Province province, Api api, Cases cases, double perSecond)
            throws IOException, InterruptedException {
        List<Slot> first = slots(suite, province, perSecond, options.time());
        List<Slot> then = slots(suite, province, perSecond, options.time());
        tell("%.0f filings a second, half of what goes the whole way".formatted(perSecond));
        return List.of(
                latencies("first", suite, first, api, cases, perSecond),
                latencies("then", suite, then, api, cases, perSecond));
    }

    private Latencies latencies(
            String when, SuiteUnderLoad suite, List<Slot> slots, Api api, Cases cases, double perSecond)
            throws IOException, InterruptedException {
        try (Way way = new Way(suite.port(), suite.broker(), api, (int) Math.max(1, perSecond / FOLLOWED))) {
            Map<String, Double> before = suite.processorMillis();
            Load.Result result =
                    load(suite, cases.single(slots, way::acknowledged)).at(perSecond, options.time());
            rates.add(Rate.of("single filings at half load, " + when, result));
            Way.Times times = way.times();
            costs.add(cost("half load, " + when, A_FILING, suite, before, (double) result.filings()));
            if (times.lost() > 0) {
                throw new IllegalStateException(times.lost() + " filings did not arrive within a minute");
            }
            return new Latencies(
                    when,
                    List.of(
                            Latency.of("until the receipt", result.latency()),
                            Latency.of("receipt to told as accepted", times.stored()),
                            Latency.of("receipt to in the review queue", times.queued()),
                            Latency.of("receipt to counted in the province's rollup", times.provinceRollup())));
        }
    }

    /** Nobody does anything: percent of one processor. */
    private double atRest(SuiteUnderLoad suite) throws IOException, InterruptedException {
        suite.awaitDrained(DRAIN);
        tell("at rest");
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        Map<String, Double> before = suite.processorMillis();
        TimeUnit.SECONDS.sleep(RESTING_SECONDS);
        Cost cost = cost("at rest", "% of a processor", suite, before, RESTING_SECONDS * 10.0);
        costs.add(cost);
        return cost.sum();
    }

    private static Cost cost(String when, String unit, SuiteUnderLoad suite, Map<String, Double> before, double by)
            throws IOException {
        Map<String, Double> processes = new LinkedHashMap<>();
        suite.processorMillis()
                .forEach((name, millis) -> processes.put(name, (millis - before.getOrDefault(name, 0.0)) / by));
        return new Cost(when, unit, processes);
    }

    private static Load load(SuiteUnderLoad suite, Load.Requests requests) {
        return new Load(suite.port(), CONNECTIONS, requests);
    }

    /** Slots for that many filings, cycle by cycle; what the new cycles set going is over when this returns. */
    private static List<Slot> slots(SuiteUnderLoad suite, Province province, double perSecond, Duration time)
            throws InterruptedException {
        List<Slot> slots = cyclesFor(province, perSecond, time).stream()
                .flatMap(cycle -> province.agencies(cycle).stream().map(agency -> new Slot(cycle, agency)))
                .toList();
        suite.awaitDrained(DRAIN);
        return slots;
    }

    /** Enough cycles for that many filings, and one more. */
    private static List<String> cyclesFor(Province province, double perSecond, Duration time) {
        List<String> first = province.cycles(1);
        int agencies = province.agencies(first.getFirst()).size();
        List<String> all = new ArrayList<>(first);
        all.addAll(province.cycles((int) (perSecond * time.toSeconds() / agencies)));
        return all;
    }

    /** Agency by agency, each as often as batches want. */
    private static List<Slot> byAgency(List<Slot> slots) {
        Map<String, List<Slot>> byAgency = new LinkedHashMap<>();
        slots.forEach(slot -> byAgency.computeIfAbsent(slot.agency(), agency -> new ArrayList<>())
                .add(slot));
        List<Slot> all = new ArrayList<>();
        byAgency.values().forEach(own -> {
            for (int i = 0; i < LINES_A_BATCH; i++) {
                all.add(own.get(i % own.size()));
            }
        });
        return all;
    }

    private void tell(String what) {
        System.out.printf("%6.0f s  %s%n", (System.nanoTime() - since) / 1e9, what);
    }
}
