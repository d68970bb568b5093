package huikan.submission.prefill;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.OverTime;
import huikan.events.CycleEvent.Words;
import huikan.events.Line;
import huikan.filing.Figure;
import huikan.filing.Figure.NotApplicable;
import huikan.filing.Figure.Whole;
import huikan.submission.cycle.Cycle;
import huikan.submission.form.Form;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfferTest {

    private static final Figure NONE = new NotApplicable();
    private static final Definition COUNT = count("A", OverTime.SUM, "件");
    private static final Cycle MARCH = cycle("month", "2026-03-01", "2026-03-31", COUNT);

    private static Definition count(String code, @Nullable OverTime rule, String unit) {
        Words word = new Words("甲", "a");
        return new Definition(
                code,
                FigureType.COUNT,
                Consolidation.SUM,
                List.of(),
                List.of(),
                rule,
                new Meaning(word, unit, Measure.FLOW, word));
    }

    private static Cycle cycle(String form, String from, String to, Definition defined) {
        LocalDate first = LocalDate.parse(from);
        LocalDate last = LocalDate.parse(to);
        Form issued = new Form(
                form,
                1,
                form,
                form,
                Line.TERRITORY,
                List.of(),
                List.of(),
                List.of(defined.code()),
                List.of(),
                null,
                Map.of("A", List.of(AgencyLevel.COUNTY)),
                null,
                null,
                null,
                null,
                null);
        return new Cycle(
                form + "-" + to,
                issued,
                first,
                last,
                last,
                last,
                last,
                List.of(),
                Map.of(defined.code(), defined),
                null,
                null);
    }

    /** @param figure null for a day on which nothing was filed */
    private static Report report(String form, String from, String to, @Nullable Figure figure) {
        Cycle cycle = cycle(form, from, to, COUNT);
        return figure == null
                ? new Report(cycle, null, Map.of())
                : new Report(cycle, "of " + cycle.id(), Map.of("A", figure));
    }

    private static List<Report> days(int from, int to, long figure) {
        List<Report> days = new ArrayList<>();
        for (int day = from; day <= to; day++) {
            String date = LocalDate.of(2026, 3, day).toString();
            days.add(report("day", date, date, new Whole(figure)));
        }
        return days;
    }

    private static Offer offer(List<Report> reports) {
        return Source.of("day", reports).flatMap(one -> one.offer(COUNT, MARCH)).orElseThrow();
    }

    private static Optional<Figure> over(OverTime rule, Figure... figures) {
        return Offer.over(rule, List.of(figures));
    }

    private static Figure whole(long value) {
        return new Whole(value);
    }

    @Test
    void the_figures_of_days_become_one_by_the_rule_of_the_indicator() {
        assertThat(over(OverTime.SUM, whole(3), whole(0), whole(4))).contains(whole(7));
        assertThat(over(OverTime.FIRST, whole(3), whole(0), whole(4))).contains(whole(3));
        assertThat(over(OverTime.LAST, whole(3), whole(0), whole(4))).contains(whole(4));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUM_DISTINCT", "RATIO_OF_SUMS", "NONE"})
    void without_such_a_rule_there_is_none(OverTime rule) {
        assertThat(over(rule, whole(3), whole(4))).isEmpty();
        assertThat(over(rule, NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUM", "FIRST", "LAST"})
    void what_applies_on_no_day_does_not_apply_and_else_the_days_count_on_which_it_does(OverTime rule) {
        assertThat(over(rule, NONE, NONE)).contains(NONE);
        assertThat(over(rule, NONE, whole(5), NONE)).contains(whole(5));
    }

    @Test
    void a_sum_that_no_filing_could_say_is_left_out() {
        assertThat(over(OverTime.SUM, whole(Figure.LARGEST), whole(0))).contains(whole(Figure.LARGEST));
        assertThat(over(OverTime.SUM, whole(Figure.LARGEST), whole(1))).isEmpty();
        assertThat(over(OverTime.LAST, whole(Figure.LARGEST), whole(1))).contains(whole(1));
    }

    @Test
    void a_day_that_is_missing_is_named_and_the_others_are_offered() {
        List<Report> days = days(1, 31, 2);
        days.set(4, report("day", "2026-03-05", "2026-03-05", null));
        days.set(30, report("day", "2026-03-31", "2026-03-31", null));
        Offer offer = offer(days);
        assertThat(offer.value()).isEqualTo(whole(58));
        assertThat(offer.taken()).hasSize(29);
        assertThat(offer.missing()).containsExactly("day-2026-03-05", "day-2026-03-31");
        assertThat(offer.daysWithout()).isEqualTo(2);
    }

    @Test
    void what_was_filed_for_days_counts_before_a_week_that_nobody_filed() {
        List<Report> reports = days(1, 31, 2);
        reports.add(report("day", "2026-03-02", "2026-03-08", null));
        Offer offer = offer(reports);
        assertThat(offer.value()).isEqualTo(whole(62));
        assertThat(offer.missing()).isEmpty();
        assertThat(offer.daysWithout()).isZero();
    }

    @Test
    void days_for_which_nothing_was_issued_are_counted() {
        Offer offer = offer(days(3, 30, 1));
        assertThat(offer.missing()).isEmpty();
        assertThat(offer.daysWithout()).isEqualTo(3);
    }

    @Test
    void nothing_is_offered_of_what_nobody_filed_or_what_is_a_rate_or_has_no_rule_or_another_meaning() {
        List<Report> days = days(1, 31, 2);
        assertThat(offered(days, COUNT)).isPresent();
        assertThat(offered(days, count("B", OverTime.SUM, "件"))).isEmpty();
        assertThat(offered(days, count("A", null, "件"))).isEmpty();
        assertThat(offered(days, count("A", OverTime.LAST, "件"))).isEmpty();
        assertThat(offered(days, count("A", OverTime.SUM, "万件"))).isEmpty();
        assertThat(offered(
                        days,
                        new Definition(
                                "A",
                                FigureType.RATE,
                                Consolidation.RATIO_OF_SUMS,
                                List.of("B"),
                                List.of("C"),
                                OverTime.RATIO_OF_SUMS,
                                COUNT.meaning())))
                .isEmpty();
        assertThat(offered(List.of(report("day", "2026-03-05", "2026-03-05", null)), COUNT))
                .isEmpty();
        assertThat(offered(List.of(), COUNT)).isEmpty();
    }

    private static Optional<Offer> offered(List<Report> reports, Definition asked) {
        return Source.of("day", reports).flatMap(one -> one.offer(asked, MARCH));
    }

    @Test
    void of_one_form_the_longer_report_counts_and_of_two_for_one_day_none() {
        List<Report> days = days(1, 31, 1);
        days.add(report("day", "2026-03-02", "2026-03-08", whole(100)));
        assertThat(offer(days).value()).isEqualTo(whole(124));
        days.add(report("day", "2026-03-08", "2026-03-14", whole(100)));
        assertThat(Source.of("day", days)).isEmpty();
        List<Report> twice =
                Stream.of(days(1, 3, 1), days(2, 2, 1)).flatMap(List::stream).toList();
        assertThat(Source.of("day", twice)).isEmpty();
    }

    @Test
    void the_best_offer_leaves_out_the_fewest_days_and_then_has_the_longest_periods() {
        Offer daily = offer(days(1, 31, 1));
        Offer weekly = offer(List.of(report("week", "2026-03-02", "2026-03-08", whole(9))));
        Offer halves = offer(List.of(
                report("half", "2026-03-01", "2026-03-15", whole(9)),
                report("half", "2026-03-16", "2026-03-31", whole(9))));
        assertThat(Stream.of(daily, weekly).min(Offer.BEST)).contains(daily);
        assertThat(Stream.of(daily, weekly, halves).min(Offer.BEST)).contains(halves);
    }
}
