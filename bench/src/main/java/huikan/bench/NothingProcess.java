package huikan.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@link Nothing} as a process with the gateway's heap and options. */
final class NothingProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Process process;
    private final int port;

    private NothingProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static NothingProcess start() throws IOException, InterruptedException {
        int port = OwnSuite.freePort();
        List<String> command = new ArrayList<>();
        command.add(Java.executable());
        command.addAll(Java.AS_THE_GATEWAY);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Nothing.class.getName(),
                "--server.port=" + port,
                "--spring.threads.virtual.enabled=true",
                "--logging.level.root=error"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long until = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IllegalStateException("the do-nothing endpoint did not start");
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return new NothingProcess(process, port);
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
            return connection.getResponseCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
