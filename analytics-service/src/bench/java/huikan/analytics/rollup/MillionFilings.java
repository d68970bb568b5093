package huikan.analytics.rollup;

import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.OverTime;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A province that files every day: 1 province, 14 cities, 140 counties, 1 120 townships, each all of 80 indicators, 72 counts and 8
 * rates. Of ten filings nine are approved two days later. The same seed makes the same filings.
 */
final class MillionFilings {

    static final String PROVINCE = "p";
    static final String FORM = "daily";
    static final int COUNTS = 72;
    static final int RATES = 8;

    private static final int CITIES = 14;
    private static final int COUNTIES = 10;
    private static final int TOWNSHIPS = 8;
    private static final LocalDate FIRST = LocalDate.of(2022, 1, 1);

    /** @param path superiors, nearest first */
    record Agency(String code, AgencyLevel level, List<Superior> path) {}

    /**
     * @param figures the counts
     * @param approvedAt null for one that is only accepted
     */
    record Filing(
            String id,
            int cycle,
            Agency agency,
            List<Long> figures,
            Instant receivedAt,
            @Nullable Instant approvedAt) {}

    final List<Agency> agencies = agencies();
    final int cycles;
    private final Random random = new Random(20240208);

    MillionFilings(int filings) {
        this.cycles = Math.max(5, (filings + agencies.size() - 1) / agencies.size());
    }

    int filings() {
        return cycles * agencies.size();
    }

    private static List<Agency> agencies() {
        List<Agency> all = new ArrayList<>();
        Agency province = new Agency(PROVINCE, AgencyLevel.PROVINCE, List.of());
        all.add(province);
        for (Agency city : below(all, province, CITIES, AgencyLevel.CITY)) {
            for (Agency county : below(all, city, COUNTIES, AgencyLevel.COUNTY)) {
                below(all, county, TOWNSHIPS, AgencyLevel.TOWNSHIP);
            }
        }
        return all;
    }

    private static List<Agency> below(List<Agency> all, Agency above, int count, AgencyLevel level) {
        List<Superior> path = new ArrayList<>(List.of(new Superior(above.code(), above.level())));
        path.addAll(above.path());
        List<Agency> below = IntStream.range(0, count)
                .mapToObj(i -> new Agency("%s-%02d".formatted(above.code(), i), level, path))
                .toList();
        all.addAll(below);
        return below;
    }

    List<AgencyPut> told() {
        return agencies.stream()
                .map(one -> new AgencyPut(
                        one.code(),
                        one.code(),
                        one.level(),
                        one.path().isEmpty() ? null : one.path().getFirst().agency(),
                        null,
                        1))
                .toList();
    }

    static String cycle(int number) {
        return "daily-" + day(number);
    }

    static LocalDate day(int number) {
        return FIRST.plusDays(number);
    }

    /** Noon of the day after it: some have filed. */
    static Instant middle(int cycle) {
        return opened(cycle).plusSeconds(12 * 3600);
    }

    private static Instant opened(int cycle) {
        return FIRST.plusDays(cycle + 1L).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    static String count(int number) {
        return "IND%03d".formatted(number);
    }

    static String rate(int number) {
        return "RAT%03d".formatted(number);
    }

    List<CycleIssued> issued() {
        List<Definition> definitions = new ArrayList<>();
        for (int i = 0; i < COUNTS; i++) {
            definitions.add(new Definition(
                    count(i), FigureType.COUNT, Consolidation.SUM, List.of(), List.of(), OverTime.SUM, null));
        }
        for (int i = 0; i < RATES; i++) {
            definitions.add(new Definition(
                    rate(i),
                    FigureType.RATE,
                    Consolidation.RATIO_OF_SUMS,
                    List.of(count(2 * i)),
                    List.of(count(2 * i + 1)),
                    OverTime.RATIO_OF_SUMS,
                    null));
        }
        return IntStream.range(0, cycles)
                .mapToObj(i -> {
                    LocalDate day = FIRST.plusDays(i);
                    return new CycleIssued(
                            cycle(i),
                            FORM,
                            Line.TERRITORY,
                            day,
                            day,
                            day,
                            day.plusDays(1),
                            day.plusDays(9),
                            definitions);
                })
                .toList();
    }

    /** Of one cycle, in the order of the agencies. */
    List<Filing> filed(int cycle) {
        return agencies.stream().map(one -> filing(cycle, one)).toList();
    }

    private Filing filing(int cycle, Agency agency) {
        long[] figures = random.longs(COUNTS, 0, 2_000).toArray();
        for (int i = 0; i < RATES; i++) {
            // a part of a whole
            figures[2 * i + 1] += figures[2 * i];
        }
        Instant received = opened(cycle).plusSeconds(random.nextInt(86_400));
        return new Filing(
                cycle(cycle) + "/" + agency.code(),
                cycle,
                agency,
                Arrays.stream(figures).boxed().toList(),
                received,
                random.nextInt(10) == 0 ? null : received.plusSeconds(2 * 86_400));
    }

    /** What a cycle brings, in its order: all obligations, all filings, all decisions. Each with its time. */
    static List<Map.Entry<Instant, SubmissionEvent>> events(List<Filing> filed) {
        List<Map.Entry<Instant, SubmissionEvent>> events = new ArrayList<>();
        filed.forEach(one -> events.add(Map.entry(opened(one.cycle()), obligation(one))));
        filed.forEach(one -> events.add(Map.entry(one.receivedAt(), accepted(one))));
        for (Filing one : filed) {
            if (one.approvedAt() != null) {
                events.add(Map.entry(one.approvedAt(), decided(one, one.approvedAt())));
            }
        }
        return events;
    }

    private static SubmissionEvent obligation(Filing one) {
        LocalDate due = FIRST.plusDays(one.cycle() + 1L);
        Agency agency = one.agency();
        return new ObligationOpened(
                cycle(one.cycle()),
                agency.code(),
                agency.level(),
                agency.path(),
                due,
                null,
                null,
                null,
                opened(one.cycle()));
    }

    private static SubmissionEvent accepted(Filing one) {
        Map<String, Long> own = new TreeMap<>();
        for (int i = 0; i < COUNTS; i++) {
            own.put(count(i), one.figures().get(i));
        }
        Map<String, Ratio> rates = new TreeMap<>();
        for (int i = 0; i < RATES; i++) {
            rates.put(rate(i), new Ratio(one.figures().get(2 * i), one.figures().get(2 * i + 1)));
        }
        return new SubmissionAccepted(
                one.id(),
                cycle(one.cycle()),
                one.agency().code(),
                one.agency().level(),
                one.agency().path(),
                1,
                "sha256:0",
                one.receivedAt(),
                false,
                null,
                own,
                Map.of(),
                rates,
                List.of(),
                List.of(),
                null,
                null,
                JsonMapper.shared().createObjectNode());
    }

    private static SubmissionEvent decided(Filing one, Instant at) {
        return new SubmissionDecided(
                one.id(), cycle(one.cycle()), one.agency().code(), 1, Outcome.APPROVED, 3, "s", at);
    }
}
