package huikan.analytics.odata;

import com.mongodb.client.MongoDatabase;
import huikan.analytics.directory.Directory;
import huikan.analytics.directory.ToldDirectory;
import huikan.analytics.rollup.WrittenRollups;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.OverTime;
import huikan.events.CycleEvent.Words;
import huikan.events.Line;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.Outcome;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.Superior;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** Two small provinces that have filed, and a wide one in which few have. */
public final class FiledProvinces {

    public static final String WIDE = "320000-gov";
    /** One name has what has to be quoted, and what has to be encoded. */
    static final List<String> CYCLES =
            List.of("annual-2022", "annual-2023", "o'clock + 5% & 半年", "o'clock 半年", "q1", "q2", "q3", "q4");

    private static final Instant AT = Instant.parse("2024-02-08T00:00:00Z");

    private FiledProvinces() {}

    public static void write(Directory directory, MongoDatabase database) {
        // the indexes stay
        for (String one : database.listCollectionNames()) {
            if (!one.equals("generations")) {
                database.getCollection(one).deleteMany(new Document());
            }
        }
        List<Definition> definitions = List.of(
                new Definition("SYS002", FigureType.COUNT, Consolidation.SUM_DISTINCT, List.of(), List.of()),
                new Definition(
                        "INS001",
                        FigureType.COUNT,
                        Consolidation.SUM,
                        List.of(),
                        List.of(),
                        OverTime.SUM,
                        new Meaning(new Words("行政检查次数", "Inspections"), "次", Measure.FLOW, new Words("", ""))),
                new Definition("INS900", FigureType.AMOUNT, Consolidation.NONE, List.of(), List.of()),
                new Definition("LIT003", FigureType.COUNT, Consolidation.SUM, List.of(), List.of()),
                new Definition(
                        "LIT012",
                        FigureType.RATE,
                        Consolidation.RATIO_OF_SUMS,
                        List.of("LIT003", "SYS002"),
                        List.of("INS001")),
                new Definition("NEVER", FigureType.COUNT, Consolidation.SUM, List.of(), List.of()));
        LocalDate day = LocalDate.of(2024, 1, 1);
        List<CycleIssued> cycles = new ArrayList<>();
        for (String cycle : CYCLES) {
            cycles.add(new CycleIssued(
                    cycle,
                    cycle.replaceAll("\\W.*", ""),
                    Line.TERRITORY,
                    day,
                    day.plusDays(9),
                    day,
                    day.plusDays(20),
                    day.plusDays(cycles.size()),
                    definitions));
        }
        List<AgencyPut> agencies = new ArrayList<>();
        for (String province : List.of("21", "33")) {
            agencies.add(agency(province + "0000-gov", AgencyLevel.PROVINCE, null));
            for (String city : List.of("09", "10")) {
                agencies.add(agency(province + city + "00-gov", AgencyLevel.CITY, province + "0000-gov"));
                for (String county : List.of("02", "03", "04")) {
                    agencies.add(
                            agency(province + city + county + "-gov", AgencyLevel.COUNTY, province + city + "00-gov"));
                }
            }
        }
        agencies.add(agency(WIDE, AgencyLevel.PROVINCE, null));
        for (int i = 0; i < 1_300; i++) {
            agencies.add(agency("%s-%04d".formatted("32", i), AgencyLevel.COUNTY, WIDE));
        }
        ToldDirectory.put(directory, agencies, cycles);
        WrittenRollups.write(database, events(new Random(3)));
    }

    private static AgencyPut agency(String code, AgencyLevel level, String territory) {
        return new AgencyPut(code, "政府 " + code, level, territory, null, 1);
    }

    private static List<Superior> path(String agency) {
        String province = agency.substring(0, 2) + "0000-gov";
        String city = agency.substring(0, 4) + "00-gov";
        return agency.startsWith("32")
                ? List.of(new Superior(WIDE, AgencyLevel.PROVINCE))
                : agency.equals(city)
                        ? List.of(new Superior(province, AgencyLevel.PROVINCE))
                        : List.of(new Superior(city, AgencyLevel.CITY), new Superior(province, AgencyLevel.PROVINCE));
    }

    private static List<SubmissionEvent> events(Random random) {
        List<SubmissionEvent> events = new ArrayList<>();
        for (String cycle : CYCLES.subList(0, 3)) {
            for (String province : List.of("21", "33")) {
                for (String agency : List.of("0900", "0902", "0903", "0904", "1002", "1003", "1004")) {
                    file(events, random, cycle, province + agency + "-gov");
                }
            }
        }
        // one filing behind thousands of agencies that owe none
        events.add(accepted("q4", "32-0599", 7, false));
        // and a cycle in which many have filed
        for (int i = 0; i <= FeedReader.READ_AT_ONCE; i++) {
            events.add(accepted("q3", "32-%04d".formatted(i), i % 4, false));
        }
        return events;
    }

    private static void file(List<SubmissionEvent> events, Random random, String cycle, String agency) {
        AgencyLevel level = agency.endsWith("00-gov") ? AgencyLevel.CITY : AgencyLevel.COUNTY;
        events.add(new ObligationOpened(
                cycle, agency, level, path(agency), LocalDate.of(2024, 3, 1), null, null, null, AT));
        if (random.nextInt(5) > 0) {
            events.add(accepted(cycle, agency, random.nextLong(4), random.nextBoolean()));
            if (random.nextBoolean()) {
                events.add(new SubmissionDecided(cycle + "/" + agency, cycle, agency, 1, Outcome.APPROVED, 3, "x", AT));
            }
        }
    }

    private static SubmissionAccepted accepted(String cycle, String agency, long figure, boolean late) {
        Map<String, Long> own = new HashMap<>(Map.of("INS001", figure, "INS900", 1_000_000_007 * figure));
        if (figure > 1) {
            own.put("SYS002", figure);
        }
        return new SubmissionAccepted(
                cycle + "/" + agency,
                cycle,
                agency,
                agency.endsWith("00-gov") ? AgencyLevel.CITY : AgencyLevel.COUNTY,
                path(agency),
                1,
                "sha256:x",
                AT,
                late,
                null,
                own,
                Map.of("INS001", figure + 1),
                figure != 1 ? Map.of("LIT012", new Ratio(figure, figure * 3)) : Map.of(),
                List.of(),
                figure == 3 ? List.of("LIT003") : List.of(),
                null,
                null,
                JsonMapper.shared().readTree("{}"));
    }
}
