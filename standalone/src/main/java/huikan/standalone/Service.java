package huikan.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process. */
final class Service {

    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final Program program;
    private final int heapMegabytes;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    private Service(
            Program program, int heapMegabytes, int port, Map<String, String> environment, Path log, Process process) {
        this.program = program;
        this.heapMegabytes = heapMegabytes;
        this.port = port;
        this.environment = new HashMap<>(environment);
        this.log = log;
        this.process = process;
    }

    /**
     * @param port where it will listen
     * @param log what it prints; appended
     */
    static Service start(Program program, int heapMegabytes, int port, Map<String, String> environment, Path log) {
        return new Service(
                program, heapMegabytes, port, environment, log, run(program, heapMegabytes, environment, log));
    }

    /**
     * Interrupts are ignored there: on Ctrl-C the launcher stops the services itself, in order. Their standard input is a
     * pipe from this process, by whose end they know that it is gone.
     */
    private static Process run(Program program, int heapMegabytes, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.addAll(program.command(heapMegabytes));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!program.tellsWhenUp()) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        }
        builder.environment().putAll(environment);
        // else C keeps a place of its own for the memory of each of some threads
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        try {
            return builder.start();
        } catch (IOException cannot) {
            throw new Trouble(program.name() + " cannot be started: " + cannot.getMessage());
        }
    }

    /**
     * Waits until it tells that it is up.
     *
     * @throws Trouble with what it told instead
     */
    void awaitUp() {
        try {
            String told = process.inputReader().readLine();
            if (!BrokerAndStore.UP.equals(told)) {
                throw new Trouble(told == null ? name() + " ended; the end of its log:\n" + lastWords(15) : told);
            }
        } catch (IOException gone) {
            throw new Trouble(name() + " does not answer: " + gone.getMessage());
        }
    }

    String name() {
        return program.name();
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

    /**
     * @param changed what of its environment is another now
     */
    void startAgain(Map<String, String> changed) {
        environment.putAll(changed);
        process = run(program, heapMegabytes, environment, log);
    }

    void stop() {
        stop(FAREWELL);
    }

    /** @param patience after which it is ended as it stands */
    void stop(Duration patience) {
        // the process's own destroy() closes its standard input, too, before it has ended in order
        process.toHandle().destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
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
