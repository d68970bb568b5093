package huikan.submission.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.FigureType;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.Filing.Section;
import huikan.filing.Filing.SectionKind;
import huikan.submission.indicator.Indicator;
import huikan.submission.indicator.Indicators;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long the rules take for a full annual filing; {@code -Dhuikan.rules.rounds=20000} measures. */
class RuleSpeedTest {

    private static final int ROUNDS = Integer.getInteger("huikan.rules.rounds", 200);
    /** Of this thread: others on the machine do not count. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final int TEXT = 30_000;

    /** Every indicator, and a text that states each of them, over and over. */
    private static Filing full(Indicators indicators, int size) {
        Map<String, Figure> cells = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        int number = 10;
        for (Indicator one : indicators.all()) {
            number += 7;
            boolean rate = one.type() == FigureType.RATE;
            cells.put(
                    one.code(),
                    rate ? new Figure.Decimal(new BigDecimal(number % 100 + ".25")) : new Figure.Whole(number));
            text.append(one.name()).append("达到").append(rate ? number % 100 + ".25%" : number + one.unit());
            if (number % 5 == 0) {
                text.append("\uff0c比上年增长").append(number % 30).append("%");
            }
            text.append("\uff0c切实加强组织领导和能力建设。");
        }
        String whole = text.toString().repeat(1 + size * 2 / text.length());
        return new Filing(
                "annual-2023",
                "210902-gov",
                null,
                null,
                LocalDate.of(2024, 2, 8),
                List.of(
                        new Section(SectionKind.MEASURES_RESULTS, null, whole.substring(0, size * 2 / 3)),
                        new Section(SectionKind.SHORTCOMINGS, null, whole.substring(0, size / 3))),
                new Filing.Figures(cells, Map.of(), Map.of()),
                Map.of(),
                List.of(),
                null,
                null);
    }

    private static long[] measured(CheckRules rules, Filing filing, int rounds) {
        LocalDate end = LocalDate.of(2023, 12, 31);
        Map<String, Integer> versions = rules.shippedBy(List.of("*"), end, LocalDate.MAX);
        CheckRules.Context context = new CheckRules.Context(
                AgencyLevel.COUNTY,
                end,
                rules.definitions(),
                List.of("INS001"),
                List.of(),
                Arrays.asList(SectionKind.values()),
                end,
                end,
                false,
                filing.indicators().own(),
                Map.of());
        long[] took = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            long began = CPU.getCurrentThreadCpuTime();
            int checks = rules.check(filing, versions, context).size();
            took[round] = CPU.getCurrentThreadCpuTime() - began;
            assertThat(checks).isGreaterThan(30);
        }
        Arrays.sort(took);
        return took;
    }

    @Test
    void a_full_annual_filing_takes_no_longer_than_its_length_asks_for() {
        Indicators indicators = new Indicators();
        CheckRules rules = new CheckRules(indicators);
        Filing filing = full(indicators, TEXT / 3);
        measured(rules, filing, ROUNDS);
        long[] took = measured(rules, filing, ROUNDS);
        System.out.printf(
                "%d checks of %d indicators: p50 %d, p99 %d microseconds%n",
                ROUNDS, filing.indicators().own().size(), took[ROUNDS / 2] / 1000, took[ROUNDS * 99 / 100] / 1000);
        // eight times the text: what is not linear would take sixty-four times as long
        long[] longer = measured(rules, full(indicators, TEXT / 3 * 8), ROUNDS);
        assertThat(longer[ROUNDS / 2]).isLessThan(took[ROUNDS / 2] * 30);
    }

    @Test
    void a_text_of_nothing_but_numbers_holds_nobody_up() {
        Indicators indicators = new Indicators();
        CheckRules rules = new CheckRules(indicators);
        Map<String, Figure> alike = new LinkedHashMap<>();
        indicators.all().forEach(one -> alike.put(one.code(), new Figure.Whole(1)));
        for (String text : List.of("1%", "1件", "部分1没有", "率1%同比上升1%", "1")) {
            Filing filing = full(indicators, 10);
            Filing hostile = new Filing(
                    filing.cycle(),
                    filing.agency(),
                    null,
                    null,
                    null,
                    List.of(
                            new Section(SectionKind.MEASURES_RESULTS, null, text.repeat(500_000 / text.length())),
                            new Section(SectionKind.SHORTCOMINGS, null, text.repeat(500_000 / text.length()))),
                    new Filing.Figures(alike, alike, Map.of()),
                    Map.of(),
                    List.of(),
                    null,
                    null);
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> measured(rules, hostile, 1), text);
        }
    }
}
