package huikan.submission.directory;

import huikan.events.AgencyLevel;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The demo directory: governments and national-defence mobilisation offices of the divisions in {@code
 * demo/divisions.tsv}, and a cycle of each form for each of five years. What is there already stays as it is.
 */
@Component
@ConditionalOnProperty("huikan.demo")
final class DemoDirectory implements CommandLineRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoDirectory.class);
    private static final int FIRST_YEAR = 2019;
    private static final int LAST_YEAR = 2023;
    /** The demo cycles stay open: what comes after the due date is late. */
    private static final LocalDate NEVER = LocalDate.of(2099, 12, 31);

    private final Agencies agencies;
    private final CycleIssue cycles;

    DemoDirectory(Agencies agencies, CycleIssue cycles) {
        this.agencies = agencies;
        this.cycles = cycles;
    }

    @Override
    public void run(String... args) {
        Map<String, String> divisions = divisions();
        List<Agency> wanted = new ArrayList<>();
        divisions.forEach((code, name) -> wanted.add(government(code, name, divisions)));
        divisions.forEach((code, name) -> wanted.add(mobilisationOffice(code, name, divisions)));
        agencies.addMissing(wanted);
        for (int year : IntStream.rangeClosed(FIRST_YEAR, LAST_YEAR).toArray()) {
            issue("annual", "gov", year, wanted);
            issue("annual-ndmo", "ndmo", year, wanted);
        }
        LOG.info("demo directory: {} agencies in {} divisions", wanted.size(), divisions.size());
    }

    private void issue(String form, String org, int year, List<Agency> wanted) {
        boolean unused = cycles.issue(new CyclePlan(
                form + "-" + year,
                form,
                LocalDate.of(year, 1, 1),
                LocalDate.of(year, 12, 31),
                LocalDate.of(year + 1, 1, 1),
                LocalDate.of(year + 1, 3, 1),
                NEVER,
                wanted.stream()
                        .map(Agency::code)
                        .filter(code -> code.endsWith("-" + org))
                        .toList()));
    }

    private static Agency government(String code, String name, Map<String, String> divisions) {
        String above = above(code, divisions);
        return agency(code + "-gov", name + "人民政府", code, above == null ? null : above + "-gov", null);
    }

    private static Agency mobilisationOffice(String code, String name, Map<String, String> divisions) {
        String above = above(code, divisions);
        return agency(code + "-ndmo", name + "国防动员办公室", code, code + "-gov", above == null ? null : above + "-ndmo");
    }

    private static Agency agency(
            String code, String name, String division, @Nullable String territory, @Nullable String department) {
        return new Agency(code, name, level(division), territory, department, List.of(), List.of(), 1L);
    }

    private static AgencyLevel level(String division) {
        if (division.endsWith("0000")) {
            return AgencyLevel.PROVINCE;
        }
        return division.endsWith("00") ? AgencyLevel.CITY : AgencyLevel.COUNTY;
    }

    /** The city above a county, or the province where there is no city: a district of a municipality. */
    private static @Nullable String above(String division, Map<String, String> divisions) {
        String city = division.substring(0, 4) + "00";
        if (!city.equals(division) && divisions.containsKey(city)) {
            return city;
        }
        String province = division.substring(0, 2) + "0000";
        return province.equals(division) ? null : province;
    }

    /** Code to name, superiors first. */
    private static Map<String, String> divisions() {
        try {
            Map<String, String> divisions = new LinkedHashMap<>();
            new ClassPathResource("demo/divisions.tsv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> Character.isDigit(line.charAt(0)))
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> divisions.put(cells[0], cells[1]));
            return divisions;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
