package huikan.calendar;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The yearly notices that came with the suite: {@code calendar/days.tsv}. */
public final class Notices {

    private Notices() {}

    /** By year. */
    public static Map<Integer, List<DayRun>> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                requireNonNull(Notices.class.getResourceAsStream("/calendar/days.tsv")), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("from"))
                    .map(Notices::run)
                    .collect(Collectors.groupingBy(run -> run.from().getYear()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static DayRun run(String line) {
        String[] cells = line.split("\t", -1);
        return new DayRun(
                LocalDate.parse(cells[0]), LocalDate.parse(cells[1]), DayRun.Kind.valueOf(cells[2]), cells[3]);
    }
}
