package huikan.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of what was measured, for people. */
public final class Measured {

    private final List<String> lines = new ArrayList<>();

    public Measured(String... heads) {
        row(heads);
        lines.add("|---".repeat(heads.length) + "|");
    }

    private void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    public void row(String what, String... figures) {
        List<String> cells = new ArrayList<>(List.of(what));
        cells.addAll(List.of(figures));
        row(cells.toArray(String[]::new));
    }

    /** To {@code target/bench/}, and to whoever looks. */
    public void write(String name) throws IOException {
        Path file = Files.createDirectories(Path.of("target", "bench")).resolve(name + ".md");
        Files.write(file, lines);
        System.out.println(String.join("\n", lines));
    }

    /** What is measured. */
    public interface Asked {
        void once() throws Exception;
    }

    /** p50, p99 and the longest. */
    public static String[] times(int count, Asked asked) throws Exception {
        long[] took = new long[count];
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            asked.once();
            took[i] = System.nanoTime() - begun;
        }
        Arrays.sort(took);
        return new String[] {ms(took[count / 2]), ms(took[count * 99 / 100]), ms(took[count - 1])};
    }

    private static String ms(long nanos) {
        return String.format("%.1f ms", nanos / 1e6);
    }
}
