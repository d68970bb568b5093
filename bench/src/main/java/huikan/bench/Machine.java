package huikan.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where and when a run took place. */
record Machine(
        String date,
        String commit,
        int processors,
        String processor,
        long memoryGigabytes,
        String system,
        String java) {

    private static final long KIBIBYTES_A_GIGABYTE = 1024 * 1024;

    static Machine here(Path home) throws IOException {
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                commit(home),
                Runtime.getRuntime().availableProcessors(),
                fact("/proc/cpuinfo", "model name"),
                Long.parseLong("0" + fact("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KIBIBYTES_A_GIGABYTE,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.vendor") + " " + Runtime.version());
    }

    private static String fact(String file, String name) throws IOException {
        if (Files.notExists(Path.of(file))) {
            return "";
        }
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Empty outside a checkout. */
    private static String commit(Path home) throws IOException {
        Process git = new ProcessBuilder("git", "-C", home.toString(), "describe", "--always", "--dirty")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
