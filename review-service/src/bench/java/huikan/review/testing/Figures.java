package huikan.review.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table of what was measured, for people. */
public final class Figures {

    private final List<String> lines = new ArrayList<>();

    public Figures(String... heads) {
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
}
