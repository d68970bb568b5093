package huikan.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service jar as a process. */
final class Service {

    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final String name;
    private final Path jar;
    private final int heapMegabytes;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    private Service(
            String name,
            Path jar,
            int heapMegabytes,
            int port,
            Map<String, String> environment,
            Path log,
            Process process) {
        this.name = name;
        this.jar = jar;
        this.heapMegabytes = heapMegabytes;
        this.port = port;
        this.environment = environment;
        this.log = log;
        this.process = process;
    }

    /**
     * @param home the checkout
     * @param port where it will listen
     * @param log what it prints; appended
     */
    static Service start(
            String name, Path home, int heapMegabytes, int port, Map<String, String> environment, Path log) {
        Path jar = jar(home.resolve(name).resolve("target"), name);
        return new Service(name, jar, heapMegabytes, port, environment, log, run(jar, heapMegabytes, environment, log));
    }

    private static Path jar(Path target, String name) {
        File[] jars = target.toFile().listFiles((folder, file) -> file.startsWith(name + "-") && file.endsWith(".jar"));
        if (jars == null || jars.length != 1) {
            throw new Trouble("the jar of " + name + " is not in " + target + "; ./huikan build makes it");
        }
        return jars[0].toPath();
    }

    /** Interrupts are ignored there: on Ctrl-C the launcher stops the services itself, in order. */
    private static Process run(Path jar, int heapMegabytes, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                // libraries that use what a newer Java warns of; an older one does not know the words
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-jar",
                jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException cannot) {
            throw new Trouble(jar.getFileName() + " cannot be started: " + cannot.getMessage());
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    void startAgain() {
        process = run(jar, heapMegabytes, environment, log);
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException impatient) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The end of its log, for a message. */
    String lastWords(int lines) {
        try {
            List<String> all = Files.readAllLines(log);
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException unreadable) {
            return "";
        }
    }
}
