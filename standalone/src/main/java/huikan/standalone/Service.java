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

/** One process of the suite. */
final class Service {

    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final String name;
    private final List<String> command;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    /**
     * Starts it.
     *
     * @param port where it tells its metrics; 0 where it has none
     * @param log what it prints; appended
     */
    Service(String name, List<String> command, int port, Map<String, String> environment, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.port = port;
        this.environment = new HashMap<>(environment);
        this.log = log;
        this.process = run();
    }

    /**
     * Interrupts are ignored there: on Ctrl-C the launcher stops the services itself, in order. Their standard input is a
     * pipe from this process, by whose end they know that it is gone.
     */
    private Process run() {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        words.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // this one tells there when it is up
        if (!name.equals(Suite.BROKER_AND_STORE)) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        }
        builder.environment().putAll(environment);
        // else C keeps a place of its own for the memory of each of some threads
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        try {
            return builder.start();
        } catch (IOException cannot) {
            throw new Trouble(name + " cannot be started: " + cannot.getMessage());
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

    /**
     * Waits until it accepts connections.
     *
     * @throws Trouble when it ends before, or takes too long
     */
    void awaitListening(int at) throws InterruptedException {
        long until = System.nanoTime() + Launcher.LONGEST_START.toNanos();
        while (!Ports.isListening(at)) {
            if (!isAlive() || System.nanoTime() > until) {
                throw new Trouble(name + (isAlive() ? " takes no connections" : " ended (exit " + exitCode() + ")")
                        + "; the end of its log:\n" + lastWords(15));
            }
            Thread.sleep(Launcher.LOOK_AGAIN);
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

    /**
     * @param changed what of its environment is another now
     */
    void startAgain(Map<String, String> changed) {
        environment.putAll(changed);
        process = run();
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
