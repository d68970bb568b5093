package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.testing.Infrastructure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A suite in processes of its own, started as {@code ./huikan start} starts it. */
final class RunningSuite implements AutoCloseable {

    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static RunningSuite shared;

    final Path data;
    final int port;
    private Process launcher;

    RunningSuite(Path data, int port) {
        this.data = data;
        this.port = port;
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

    /** What {@code ./huikan} runs. */
    static Process launch(Path output, String... words) throws IOException {
        // whoever starts the tests in the background may have them ignore interrupts, and so the launcher
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dhuikan.home=" + HOME,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                HOME.resolve("standalone/target/classes") + ":" + HOME.resolve("standalone/target/lib") + "/*",
                Launcher.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    void start(String... more) throws IOException {
        Files.createDirectories(data);
        Path output = data.resolve("launcher.out");
        List<String> words =
                new ArrayList<>(List.of("start", "--data", data.toString(), "--port", Integer.toString(port)));
        words.addAll(List.of(more));
        launcher = launch(output, words.toArray(String[]::new));
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

    /** The processes of the services; the launcher runs renice(1) beside them for a moment. */
    List<ProcessHandle> children() {
        return launcher.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .toList();
    }

    /** SIGKILL, as the kernel would do it. */
    void kill() {
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
