package huikan.submission.indicator;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.OverTime;
import huikan.events.CycleEvent.Words;
import huikan.submission.version.VersionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Repository;

/** The shipped list, {@code directory/indicators.tsv}, and what came over the API. */
@Repository
public class Indicators {

    private static final int SHIPPED = 1;

    private final Map<String, Indicator> shipped = new LinkedHashMap<>();
    private final Supplier<List<Indicator>> stored;

    @Autowired
    Indicators(VersionStore<Indicator> stored) {
        this(stored::published);
    }

    /** The shipped list alone. */
    public Indicators() {
        this(List::of);
    }

    private Indicators(Supplier<List<Indicator>> stored) {
        this.stored = stored;
        text("directory/indicators.tsv")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("code\t"))
                .map(line -> indicator(line.split("\t", -1)))
                .forEach(one -> shipped.put(one.code(), one));
    }

    /** Each as it is defined last, in the order of the list. */
    public Collection<Indicator> all() {
        return last(any -> true).values();
    }

    /** Those that are asked for in a period, as they are defined for it, in the order of the list. */
    public List<Indicator> of(LocalDate periodEnd) {
        return last(one -> one.isBegunBy(periodEnd)).values().stream()
                .filter(one -> !one.isOver(periodEnd))
                .toList();
    }

    /** All of them, as a cycle freezes them. */
    public Map<String, Definition> definitions() {
        return all().stream()
                .collect(Collectors.toMap(
                        Indicator::code, Indicator::definition, (one, other) -> one, LinkedHashMap::new));
    }

    List<Indicator> shipped(String code) {
        return Optional.ofNullable(shipped.get(code)).stream().toList();
    }

    private Map<String, Indicator> last(Predicate<Indicator> wanted) {
        Map<String, Indicator> last = new LinkedHashMap<>();
        Stream.concat(shipped.values().stream(), stored.get().stream())
                .filter(wanted)
                .forEach(one -> last.put(one.code(), one));
        return last;
    }

    private static Indicator indicator(String[] cells) {
        return new Indicator(
                cells[0],
                SHIPPED,
                null,
                null,
                cells[1],
                cells[2],
                cells[3],
                FigureType.valueOf(cells[4]),
                Measure.valueOf(cells[5]),
                codes(cells[6]),
                codes(cells[7]),
                Consolidation.valueOf(cells[8]),
                OverTime.valueOf(cells[9]),
                cells[10],
                cells[11],
                new Words(cells[12], cells[13]));
    }

    private static List<String> codes(String sum) {
        return sum.isEmpty() ? List.of() : List.of(sum.split("\\+"));
    }

    private static String text(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
