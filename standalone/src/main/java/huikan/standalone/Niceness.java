package huikan.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who has the processors last, where they are few, as nice(1) counts. Linux keeps it for each thread; elsewhere it is the
 * process's, and threads stay as they are. It can only be raised.
 */
final class Niceness {

    /** Of what may wait. */
    private static final int LATER = 10;

    /** Threads start others meanwhile, which are as nice as those that started them. */
    private static final int MOST_LOOKS = 5;

    /** In what follows the name in a thread's {@code stat}, see proc(5). */
    private static final int NICE_FIELD = 16;

    private static final Path PROC = Path.of("/proc");

    private Niceness() {}

    /**
     * Everything of a process comes later, but for some threads where Linux keeps it for each.
     *
     * @param kept how the names of those begin; of a name Linux keeps 15 bytes
     */
    static void raise(long pid, List<String> kept) {
        if (!Files.isDirectory(tasks(pid))) {
            renice(List.of(Long.toString(pid)));
            return;
        }
        Predicate<String> early =
                stat -> niceness(stat) < LATER && kept.stream().noneMatch(name -> stat.contains("(" + name));
        List<String> threads = threads(pid, early);
        for (int i = 0; i < MOST_LOOKS && !threads.isEmpty(); i++) {
            renice(threads);
            threads = threads(pid, early);
        }
    }

    /**
     * The better compiler of a Java process comes later. With more than two processors Java starts further ones when there is
     * much to do; these are left as they are.
     *
     * @return whether there is nothing more to do: false while the process is too young to have one
     */
    static boolean raiseCompiler(long pid) {
        if (!Files.isDirectory(tasks(pid))) {
            return true;
        }
        List<String> compilers = threads(pid, stat -> stat.contains("(C2 Compiler"));
        renice(compilers);
        return !compilers.isEmpty();
    }

    private static Path tasks(long pid) {
        return PROC.resolve(Long.toString(pid)).resolve("task");
    }

    private static List<String> threads(long pid, Predicate<String> wanted) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(tasks(pid))) {
            for (Path thread : all.toList()) {
                String stat = stat(thread);
                if (!stat.isEmpty() && wanted.test(stat)) {
                    found.add(thread.getFileName().toString());
                }
            }
        } catch (IOException | UncheckedIOException ended) {
            // the process, with all of its threads
            return List.of();
        }
        return found;
    }

    /** Empty for a thread that has ended since it was listed: a young Java has some. */
    static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    static int niceness(String stat) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]);
    }

    /** Where it cannot be done, all are equal, and only somewhat slower under load. */
    private static void renice(List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("renice", "-n", Integer.toString(LATER), "-p"));
        command.addAll(ids);
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            Console.line("there is no renice(1) here; the door does not come first");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
