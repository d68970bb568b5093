package huikan.submission.draft;

import huikan.canonical.CanonicalJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agency has written of a filing. Every obligation has one: nobody has written to it yet when its version is 0. The version
 * never goes back, not even when all is deleted, so that whoever names one names one content.
 *
 * @param cells by their pointers into the body, those that were emptied among them
 * @param handedOver whose turn it is; null for anybody's
 * @param signedOff who stands for it as it is; null for nobody
 */
public record Draft(
        String cycle,
        String agency,
        long version,
        Map<String, Cell> cells,
        @Nullable HandedOver handedOver,
        @Nullable SignedOff signedOff) {

    /** More than the largest form has, stated levels included. */
    static final int MOST_CELLS = 4_000;

    /** Somebody gave it to somebody. */
    public record HandedOver(String to, String by, Instant at) {}

    /** 签发. */
    public record SignedOff(String by, Instant at) {}

    /** A cell that somebody else changed since it was seen. */
    record Conflict(String pointer, @Nullable String yours, Cell theirs) {}

    static Draft empty(String cycle, String agency) {
        return new Draft(cycle, agency, 0, Map.of(), null, null);
    }

    /** What is written, by pointers. */
    Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        cells.forEach((pointer, cell) -> {
            if (cell.value() != null) {
                values.put(pointer, cell.value());
            }
        });
        return values;
    }

    /** Not one cell is written. */
    boolean isBlank() {
        return cells.values().stream().allMatch(cell -> cell.value() == null);
    }

    ObjectNode body() {
        return DraftBody.of(cycle, agency, values());
    }

    /** As that of a filing with this body. */
    String digest() {
        return CanonicalJson.digest(CanonicalJson.bytes(body()));
    }

    /** Who wrote last; empty when nobody did. */
    Optional<String> lastWriter() {
        return cells.values().stream()
                .max(Comparator.comparingLong(Cell::version))
                .map(Cell::by);
    }

    /**
     * Those cells that would overwrite what somebody else wrote since, with something else.
     *
     * @param seen the version that the writer saw
     */
    List<Conflict> conflicts(Map<String, String> wanted, long seen, String by) {
        Map<String, String> known = values();
        return changed(known, wanted).stream()
                .filter(pointer -> cells.containsKey(pointer))
                .map(pointer -> new Conflict(pointer, wanted.get(pointer), Objects.requireNonNull(cells.get(pointer))))
                .filter(one ->
                        one.theirs().version() > seen && !one.theirs().by().equals(by))
                .toList();
    }

    /** With these cells and no others; the same when nothing differs. What was signed off is not any more. */
    Draft with(Map<String, String> wanted, String by, Instant at) {
        TreeSet<String> changed = changed(values(), wanted);
        if (changed.isEmpty()) {
            return this;
        }
        Map<String, Cell> next = new TreeMap<>(cells);
        changed.forEach(pointer -> next.put(pointer, new Cell(wanted.get(pointer), by, at, version + 1)));
        forgetOldest(next);
        return new Draft(cycle, agency, version + 1, next, handedOver, null);
    }

    /** With whose turn it is; what is written and signed stays. */
    Draft handedOver(@Nullable String to, String by, Instant at) {
        return new Draft(cycle, agency, version + 1, cells, to == null ? null : new HandedOver(to, by, at), signedOff);
    }

    Draft signedOff(String by, Instant at) {
        return new Draft(cycle, agency, version + 1, cells, handedOver, new SignedOff(by, at));
    }

    /** A document is bounded: of very many cells that were emptied the oldest are forgotten. */
    private static void forgetOldest(Map<String, Cell> cells) {
        List<String> oldest = cells.entrySet().stream()
                .filter(one -> one.getValue().value() == null)
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong(Cell::version)))
                .limit(Math.max(0, cells.size() - MOST_CELLS))
                .map(Map.Entry::getKey)
                .toList();
        oldest.forEach(cells::remove);
    }

    private static TreeSet<String> changed(Map<String, String> known, Map<String, String> wanted) {
        TreeSet<String> changed = new TreeSet<>(known.keySet());
        changed.addAll(wanted.keySet());
        changed.removeIf(pointer -> Objects.equals(known.get(pointer), wanted.get(pointer)));
        return changed;
    }
}
