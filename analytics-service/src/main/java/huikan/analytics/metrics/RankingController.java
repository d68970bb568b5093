package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.directory.Directory;
import huikan.analytics.metrics.Periods.Period;
import huikan.analytics.metrics.Ranking.Entry;
import huikan.analytics.metrics.Ranking.Order;
import huikan.analytics.metrics.Ranking.Place;
import huikan.analytics.metrics.Ranking.Unranked;
import huikan.analytics.rollup.Basis;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Rollups;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/ranking}: the agencies of a level by one indicator. */
@RestController
final class RankingController {

    private final Directory directory;
    private final Rollups rollups;
    private final Question question;

    RankingController(Directory directory, Rollups rollups, Question question) {
        this.directory = directory;
        this.rollups = rollups;
        this.question = question;
    }

    /**
     * One agency with all below it.
     *
     * @param rank from 1; equals share one, and the ranks after it are left out; null for one apart
     * @param why it is apart; left out for one with a rank
     * @param change from the cycle of the same form a year before; left out where there is none to compare with
     */
    record RankedView(
            @Nullable Integer rank,
            String agency,
            IndicatorValue value,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Unranked why,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Change change) {}

    /**
     * @param level of the agencies; null for those directly below the asked one
     * @param minDenominator a rate over less has no rank
     * @param before the cycle that it is compared with; null where there is none
     * @param positions by partition the offset of the last event that is in
     * @param items those with a rank first
     * @param all of all pages
     */
    record RankingView(
            String cycle,
            String under,
            String indicator,
            @Nullable AgencyLevel level,
            Order order,
            long minDenominator,
            @Nullable String before,
            Basis basis,
            Instant asOf,
            SortedMap<Integer, Long> positions,
            List<RankedView> items,
            @Nullable String next,
            @JsonIgnore List<RankedView> all)
            implements Table.Source {

        @Override
        public Table<?> table(Table.Words in) {
            in.knowing(cycle, all.stream().map(RankedView::agency).toList());
            Sheet<RankedView> sheet = new Sheet<RankedView>(in.pick("排名", "Ranking"))
                    .column(in.pick("名次", "Rank"), 8, RankedView::rank)
                    .column(
                            in.pick("未列原因", "Why apart"),
                            20,
                            one -> one.why() == null ? null : one.why().name());
            Sheet<RankedView> named = in.withAgency(sheet, RankedView::agency)
                    .column(in.pick("单位", "Unit"), 8, one -> in.unit(cycle, indicator));
            return new Table<>(
                    Table.name(asOf, "ranking", cycle, indicator, under, basis),
                    in.withChange(in.withValue(named, RankedView::value), RankedView::change),
                    all.stream());
        }
    }

    @GetMapping(
            path = "/api/metrics/ranking",
            produces = {MediaType.APPLICATION_JSON_VALUE, Sheet.CSV, Sheet.XLSX})
    RankingView ranking(
            Caller caller,
            @RequestParam String cycle,
            @RequestParam String indicator,
            @RequestParam(required = false) @Nullable AgencyLevel level,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "DESC") Order order,
            @RequestParam(defaultValue = "0") long minDenominator,
            @RequestParam(defaultValue = "APPROVED") Basis basis,
            @RequestParam(required = false) @Nullable Instant asOf,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        CycleIssued issued = question.cycle(cycle);
        String asked = question.under(caller, under);
        Definition definition = Question.indicators(issued, List.of(indicator)).getFirst();
        if (minDenominator < 0) {
            throw Question.notAValue("minDenominator", Long.toString(minDenominator), "0 or more");
        }
        Turn turn = Turn.of(
                cursor, Page.limit(limit), "ranking", cycle, indicator, level, asked, order, minDenominator, basis);
        boolean isPast = asOf != null || cursor != null;
        Rollups.Reached reached = rollups.reached(List.of(cycle), asked);
        Instant at = question.instant(turn.at() == null ? asOf : turn.at(), reached.last());
        Optional<CycleIssued> before = before(issued);
        List<Rollup> ranked = agencies(issued, asked, level, basis, isPast ? at : null, definition);
        // the next pages are of the instant that this one tells
        Instant told = ranked.stream().map(Rollup::asOf).reduce(at, Question::later);
        List<Place> places = Ranking.of(values(ranked, basis, definition), order, minDenominator);
        Map<String, IndicatorValue> then = new HashMap<>();
        Optional<Definition> old = before.flatMap(one -> one.indicator(indicator));
        old.ifPresent(same -> values(
                        agencies(before.orElseThrow(), asked, level, basis, isPast ? at : null, same), basis, same)
                .forEach(entry -> then.put(entry.agency(), entry.value())));
        boolean redefined = old.isPresent() && Change.redefines(definition, old.get());
        List<RankedView> all = places.stream()
                .map(one -> new RankedView(
                        one.rank(),
                        one.agency(),
                        one.value(),
                        one.why(),
                        Change.of(then.get(one.agency()), one.value(), redefined)))
                .toList();
        return new RankingView(
                cycle,
                asked,
                indicator,
                level,
                order,
                minDenominator,
                before.map(CycleIssued::id).orElse(null),
                basis,
                told,
                reached.positions(),
                turn.page(all),
                turn.next(all.size(), told),
                all);
    }

    /** Of the same form, for the same days of the year before. */
    private Optional<CycleIssued> before(CycleIssued cycle) {
        Period period = new Period(cycle.from(), cycle.to()).yearBefore();
        return directory.cycles(cycle.form(), period.to(), period.to(), Page.LONGEST).stream()
                .filter(one -> one.from().equals(period.from()))
                .findFirst();
    }

    private static List<Entry> values(List<Rollup> of, Basis basis, Definition definition) {
        return of.stream()
                .map(one -> new Entry(one.agency(), IndicatorValue.of(definition, one.sums(basis)), one.nobodyOwes()))
                .toList();
    }

    /**
     * @param at null for the present
     */
    private List<Rollup> agencies(
            CycleIssued of,
            String under,
            @Nullable AgencyLevel level,
            Basis basis,
            @Nullable Instant at,
            Definition definition) {
        String cycle = of.id();
        Set<String> cells = Question.cells(List.of(definition));
        if (level == null) {
            return (at == null ? rollups.family(cycle, under, cells) : rollups.asOf(cycle, under, basis, at, cells))
                    .children();
        }
        return at == null
                ? rollups.level(cycle, under, level, cells)
                : rollups.levelAsOf(cycle, under, level, basis, at, cells);
    }
}
