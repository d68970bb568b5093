package huikan.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code ./huikan start|stop|status|rebuild}, and the training run at the end of a build. */
final class Launcher {

    static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

    private Launcher() {}

    public static void main(String[] args) throws InterruptedException {
        Path home = Path.of(System.getProperty("huikan.home", "."));
        try {
            Options options = Options.parse(home, Arrays.asList(args).subList(1, args.length));
            switch (args[0]) {
                case "start" -> start(options);
                case "stop" -> stop(options);
                case "status" -> status(options);
                case "rebuild" -> rebuild(options);
                case "train" -> new Training(home).run();
                default -> throw new Trouble("there is no command " + args[0]);
            }
        } catch (Trouble trouble) {
            System.err.println("huikan: " + trouble.getMessage());
            System.exit(1);
        }
    }

    private static void start(Options options) throws InterruptedException {
        DataFolder data = DataFolder.take(options.data());
        Suite suite = Suite.of(options, data);
        Thread stopping = new Thread(suite::close, "stop");
        Ports.requireFree(options.port(), "--port");
        Ports.requireFree(options.kafkaPort(), "--kafka-port");
        Ports.requireFree(options.storePort(), "--store-port");
        Runtime.getRuntime().addShutdownHook(stopping);
        suite.start();
        awaitReady(suite, data);
        Console.step("ready");
        welcome(options, suite.address());
        while (true) {
            suite.mend();
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** @throws Trouble when it takes too long */
    static void awaitReady(Suite suite, DataFolder data) throws InterruptedException {
        Status status = new Status(suite.address());
        long until = System.nanoTime() + LONGEST_START.toNanos();
        while (!status.isReady()) {
            if (System.nanoTime() > until) {
                throw new Trouble("the suite is not ready after " + LONGEST_START.toSeconds() + " s; the logs are in "
                        + data.resolve("logs") + ": " + status.ask().orElse("no answer"));
            }
            suite.mend();
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static void welcome(Options options, String address) {
        Console.line("");
        Console.line("Huikan (回看) is ready at " + address + " (data in " + options.data() + "; Ctrl-C stops it)");
        if (Files.exists(options.console().resolve("index.html"))) {
            Console.line("Open that address in a browser" + (options.demo() ? ", and log in as one of these:" : "."));
        } else {
            Console.line(
                    "The console is not built here: install npm (Debian: apt-get install npm), then ./huikan build");
        }
        if (options.demo()) {
            Console.line("Demo: this machine only. Every login has the secret huikan-demo. Try:");
            Console.line("  210902-gov             file a report of Haizhou district, Fuxin, Liaoning");
            Console.line("  210900-gov.reviewer    return it or pass it on, then 210000-gov.reviewer");
            Console.line("  210900-gov.supervisor  register a finding and have it rectified");
            Console.line("  210000-gov.viewer      read the completeness and the figures of the province");
            Console.line("  admin                  issue a cycle, keep the accounts");
        } else {
            Console.line("The login admin has the secret in " + options.data().resolve("admin-secret"));
        }
    }

    private static void stop(Options options) throws InterruptedException {
        Optional<DataFolder.Suite> suite = DataFolder.running(options.data());
        if (suite.isEmpty()) {
            Console.line("no suite runs on " + options.data());
            return;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(suite.get().pid());
        process.ifPresent(ProcessHandle::destroy);
        long until = System.nanoTime() + LONGEST_STOP.toNanos();
        while (process.filter(ProcessHandle::isAlive).isPresent()) {
            if (System.nanoTime() > until) {
                throw new Trouble(
                        "process " + suite.get().pid() + " has not stopped after " + LONGEST_STOP.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
        Console.line("stopped");
    }

    /** The launcher of the suite starts analytics-service again, which finds that another generation is to be written. */
    private static void rebuild(Options options) throws InterruptedException {
        DataFolder.Part before = analytics(options);
        DataFolder.nextRollupGeneration(options.data());
        ProcessHandle.of(before.pid()).ifPresent(ProcessHandle::destroy);
        Console.line(
                "the rollups are counted again from the first event; the present ones are shown until the new ones have caught up");
        Console.line("Ctrl-C ends this display, and not the counting");
        new Rebuild(() -> analytics(options)).follow(before.pid());
    }

    /** @throws Trouble when no suite runs there */
    private static DataFolder.Part analytics(Options options) {
        return DataFolder.running(options.data())
                .orElseThrow(() -> new Trouble("no suite runs on " + options.data()))
                .parts()
                .stream()
                .filter(part -> part.name().equals(Suite.ANALYTICS))
                .findFirst()
                .orElseThrow(() -> new Trouble("the suite on " + options.data() + " has no " + Suite.ANALYTICS));
    }

    private static void status(Options options) throws InterruptedException {
        List<DataFolder.Suite> suites =
                DataFolder.running(options.data()).map(List::of).orElse(List.of());
        if (suites.isEmpty()) {
            throw new Trouble("no suite runs on " + options.data());
        }
        if (!new Report(suites.getFirst(), options.data()).print(Console::line)) {
            System.exit(2);
        }
    }
}
