package huikan.review.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.core.env.Environment;

/** Another instance of the service, on the same broker and store, in a process of its own: one that can be killed. */
public final class InstanceProcess implements AutoCloseable {

    private static final String SERVICE = "huikan.review.ReviewService";

    private final Process process;
    private final String address;

    private InstanceProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Started, and ready.
     *
     * @param id of the instance, as in leases
     * @param here of the instance that is there already
     * @param ahead how far the clock of both is ahead of the machine's
     */
    public static InstanceProcess start(String id, Environment here, Duration ahead) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), id);
        Path port = folder.resolve("port");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                InstanceProcess.class.getName(),
                port.toString(),
                "--server.port=0",
                "--huikan.instance=" + id,
                "--huikan.clock.ahead=" + ahead,
                // it does not outlive the tests
                "--huikan.stop-with-parent=true",
                "--huikan.supervision.sweep=50ms"));
        for (String same : List.of(
                "spring.kafka.bootstrap-servers",
                "spring.mongodb.uri",
                "huikan.store.database",
                "huikan.topics.partitions")) {
            command.add("--" + same + "=" + here.getProperty(same));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(output));
            }
            return Files.exists(port) && !Files.readString(port).isEmpty();
        });
        return new InstanceProcess(process, "http://127.0.0.1:" + Files.readString(port));
    }

    /**
     * The process.
     *
     * @param args where to write its port, and then what it is configured with
     */
    public static void main(String[] args) throws ClassNotFoundException {
        String[] properties = List.of(args).subList(1, args.length).toArray(String[]::new);
        new SpringApplicationBuilder(Class.forName(SERVICE), Replacements.class)
                .listeners(new WebServerPortFileWriter(args[0]))
                .run(properties);
    }

    public String address() {
        return address;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
