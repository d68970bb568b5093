package huikan.review.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The state machines as they were specified: a copy that the code knows nothing of. */
public final class Table {

    private static final Path FILE = Path.of("src", "test", "resources", "tables.tsv");

    private Table() {}

    /** A move with those who make it, and from each state the states that it may lead to. */
    public record Row(Set<String> by, Map<String, Set<String>> leads) {
        boolean isOfTheSuite() {
            return by.equals(Set.of("SYSTEM"));
        }
    }

    /** The moves of a kind, by name. */
    public static Map<String, Row> of(String kind) {
        Map<String, Row> rows = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(FILE)) {
                String[] cells = line.split("\t");
                if (cells[0].equals(kind)) {
                    rows.computeIfAbsent(cells[1], move -> new Row(words(cells[2]), new TreeMap<>()))
                            .leads()
                            .put(cells[3], words(cells[4]));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return rows;
    }

    private static Set<String> words(String cell) {
        return new TreeSet<>(List.of(cell.split(" ")));
    }

    /**
     * What is declared is the table.
     *
     * @param moves as {@code /api/workflows} tells them
     */
    public static void verify(String kind, JsonNode moves) {
        Map<String, Row> table = of(kind);
        List<String> names = new ArrayList<>();
        for (JsonNode move : moves) {
            String name = move.path("move").asString();
            Row row = table.get(name);
            if (move.path("from").isEmpty()) {
                continue;
            }
            names.add(name);
            assertThat(row).as(name).isNotNull();
            Set<String> by = texts(move.path("by"));
            if (move.path("system").asBoolean()) {
                by.add("SYSTEM");
            }
            assertThat(by).as(name).isEqualTo(row.by());
            assertThat(texts(move.path("from"))).as(name).isEqualTo(row.leads().keySet());
            Set<String> to = new TreeSet<>();
            row.leads().values().forEach(to::addAll);
            assertThat(texts(move.path("to"))).as(name).isEqualTo(to);
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(table.keySet());
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(one -> texts.add(one.asString()));
        return texts;
    }
}
