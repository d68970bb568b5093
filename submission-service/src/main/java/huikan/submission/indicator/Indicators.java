package huikan.submission.indicator;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.OverTime;
import huikan.events.CycleEvent.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Repository;

/** The shipped list, {@code directory/indicators.tsv}. */
@Repository
public class Indicators {

    private final Map<String, Indicator> byCode = new LinkedHashMap<>();

    /** Reads the list. */
    public Indicators() {
        text("directory/indicators.tsv")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("code\t"))
                .map(line -> indicator(line.split("\t", -1)))
                .forEach(one -> byCode.put(one.code(), one));
    }

    public Optional<Indicator> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** In the order of the list. */
    public Collection<Indicator> all() {
        return byCode.values();
    }

    private static Indicator indicator(String[] cells) {
        return new Indicator(
                cells[0],
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
