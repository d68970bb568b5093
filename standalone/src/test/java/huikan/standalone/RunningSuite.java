package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.testing.Infrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A suite in processes of its own, started as {@code ./huikan start} starts it. */
final class RunningSuite implements AutoCloseable {

    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static RunningSuite shared;

    final Path data;
    final int port;
    private final @Nullable Path bin;
    private Process launcher;

    RunningSuite(Path data, int port) {
        this(data, port, null);
    }

    /** @param bin where it finds a {@code mongod}; null where it must not, whatever is on the path */
    RunningSuite(Path data, int port, @Nullable Path bin) {
        this.data = data;
        this.port = port;
        this.bin = bin;
    }

    /** One demo suite for all tests that do not break it. */
    static synchronized RunningSuite shared() throws IOException {
        if (shared == null) {
            RunningSuite suite = new RunningSuite(Files.createTempDirectory("huikan-it"), Ports.free());
            Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
            List<String> words = new ArrayList<>(List.of("--demo"));
            // one in a container, or a fresh outside one, in the place of the own
            Infrastructure.otherStore().ifPresent(uri -> words.addAll(List.of("--store", uri)));
            Infrastructure.otherBroker().ifPresent(address -> words.addAll(List.of("--kafka", address)));
            suite.start(words.toArray(String[]::new));
            shared = suite;
        }
        return shared;
    }

    /** On the embedded store, unless another is asked for. */
    static Process launch(Path output, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        if (all.contains("start") && !all.contains("--store")) {
            all.addAll(1, List.of("--store", StoreChoice.EMBEDDED));
        }
        return launchWithPath(output, System.getenv("PATH"), all.toArray(String[]::new));
    }

    /** What {@code ./huikan} runs. */
    static Process launchWithPath(Path output, String path, String... words) throws IOException {
        // whoever starts the tests in the background may have them ignore interrupts, and so the launcher
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Dhuikan.home=" + HOME,
                "-Dhuikan.training.rounds=1",
                "-cp",
                archive() + ":" + HOME.resolve("standalone/target/lib") + "/*",
                Launcher.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PATH", path);
        // for all that it starts: none lives long enough to earn back what the better compiler takes at a start
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        return builder.start();
    }

    /** Not the folder of the classes: a cache of classes is of archives only. */
    private static Path archive() throws IOException {
        try (DirectoryStream<Path> archives =
                Files.newDirectoryStream(HOME.resolve("standalone/target"), "standalone-*.jar")) {
            return archives.iterator().next();
        }
    }

    /**
     * A build removes the caches that make starts quick. Many suites are started here, and so they are made once before the
     * first; whoever chose one test class starts one suite or two, for which it is not worth its time.
     */
    private static synchronized void train() throws IOException {
        if (Program.of(HOME, "gateway").isTrained()
                || System.getProperty("it.test", "*").matches("\\w+(#.*)?")) {
            return;
        }
        Path output = HOME.resolve("standalone/target/training.out");
        Process training = launch(output, "train");
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> !training.isAlive());
        assertThat(training.exitValue()).as(Files.readString(output)).isZero();
    }

    void start(String... more) throws IOException {
        train();
        Files.createDirectories(data);
        Path output = data.resolve("launcher.out");
        List<String> words =
                new ArrayList<>(List.of("start", "--data", data.toString(), "--port", Integer.toString(port)));
        words.addAll(List.of(more));
        launcher = bin == null
                ? launch(output, words.toArray(String[]::new))
                : launchWithPath(output, bin + ":" + System.getenv("PATH"), words.toArray(String[]::new));
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    assertThat(launcher.isAlive()).as(Files.readString(output)).isTrue();
                    return Files.readString(output).contains("is ready at");
                });
    }

    Api api() {
        return new Api("http://127.0.0.1:" + port);
    }

    ProcessHandle launcher() {
        return launcher.toHandle();
    }

    /** The processes of broker, store and services; the launcher runs renice(1) beside them for a moment. */
    List<ProcessHandle> children() {
        return launcher.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .toList();
    }

    /** A service, with its process and where it tells how it is. */
    DataFolder.Part part(String name) {
        return DataFolder.running(data).orElseThrow().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a service says at an address that is for this machine only. */
    Api.Answer ask(String service, String path) {
        return api().send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + part(service).port() + path)));
    }

    /** The process of both; empty between its end and the next one's start. */
    Optional<ProcessHandle> brokerAndStore() {
        return DataFolder.running(data).stream()
                .flatMap(suite -> suite.parts().stream())
                .filter(part -> part.name().equals(Suite.BROKER_AND_STORE))
                .flatMap(part -> ProcessHandle.of(part.pid()).stream())
                .findFirst();
    }

    /** SIGKILL, as the kernel would do it, to broker and store and the launcher. */
    void kill() {
        brokerAndStore().orElseThrow().destroyForcibly();
        launcher.destroyForcibly();
    }

    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            launcher.destroyForcibly();
        }
    }
}
