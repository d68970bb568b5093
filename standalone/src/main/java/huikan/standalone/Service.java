package huikan.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    /** That its process has the place in the order of the processors that it is to keep. */
    private boolean settled;

    private Service(
            Program program, int heapMegabytes, int port, Map<String, String> environment, Path log, Process process) {
        this.program = program;
        this.heapMegabytes = heapMegabytes;
        this.port = port;
        this.environment = environment;
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

    void startAgain() {
        process = run(program, heapMegabytes, environment, log);
        settled = false;
    }

    /**
     * While the suite starts nobody waits at the door, and all have the processors alike, but for the better compiler:
     * what it makes of the door's code is worth its time later. Then the door comes first: what is in Kafka is safe, and may
     * wait for those who are still outside. To be called now and then.
     *
     * @param ready that the suite is
     */
    void settle(boolean ready) {
        if (settled || !process.isAlive()) {
            return;
        }
        if (program.comesFirst()) {
            settled = Niceness.raiseCompiler(pid());
        } else if (ready) {
            Niceness.raise(pid(), program.awaited());
            settled = true;
        }
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
