package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.rollup.Basis;
import huikan.analytics.rollup.Rollups;
import huikan.analytics.rollup.Rollups.Counted;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.SubmissionEvent.Ratio;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/lineage}: the filings and cells that make a number. */
@RestController
final class LineageController {

    /** How many were on the pages before, and the instant that all pages are of. */
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,9})-(\\d{1,15})");

    private final Rollups rollups;
    private final Question question;

    LineageController(Rollups rollups, Question question) {
        this.rollups = rollups;
        this.question = question;
    }

    /**
     * What one filing puts into the number.
     *
     * @param value of a count, or an amount in fen
     * @param numerator of a rate
     * @param denominator of a rate
     * @param cells the figures that it is made of, as filed, by indicator
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(
            String submission,
            String agency,
            AgencyLevel level,
            long revision,
            @Nullable Long value,
            @Nullable Long numerator,
            @Nullable Long denominator,
            SortedMap<String, Long> cells) {

        private long size() {
            Long size = value == null ? denominator : value;
            return size == null ? 0 : size;
        }
    }

    /**
     * @param value the number, as the rollup tells it
     * @param items the largest first
     */
    record LineageView(
            String cycle,
            String under,
            String indicator,
            Basis basis,
            Instant asOf,
            IndicatorValue value,
            List<Source> items,
            @Nullable String next) {}

    @GetMapping("/api/metrics/lineage")
    LineageView lineage(
            Caller caller,
            @RequestParam String cycle,
            @RequestParam String indicator,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "APPROVED") Basis basis,
            @RequestParam(required = false) @Nullable Instant asOf,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        CycleIssued issued = question.cycle(cycle);
        String asked = question.under(caller, under);
        Definition definition = Question.indicators(issued, List.of(indicator)).getFirst();
        MatchResult place = cursor == null ? null : Page.cursor(CURSOR, cursor);
        int from = place == null ? 0 : Integer.parseInt(place.group(1));
        // filings that come while somebody turns the pages are on none of them
        Instant at = question.instant(place == null ? asOf : Instant.ofEpochMilli(Long.parseLong(place.group(2))));
        Rollups.Lineage lineage = rollups.lineage(cycle, asked, basis, at);
        IndicatorValue value = IndicatorValue.of(definition, lineage.sums());
        List<Source> sources = lineage.filings().stream()
                .flatMap(filing -> source(filing, definition, asked, value).stream())
                .sorted(Comparator.comparingLong(Source::size).reversed().thenComparing(Source::agency))
                .toList();
        int until = (int) Math.min((long) from + Page.limit(limit), sources.size());
        return new LineageView(
                cycle,
                asked,
                indicator,
                basis,
                at,
                value,
                from < until ? sources.subList(from, until) : List.of(),
                until < sources.size() ? until + "-" + at.toEpochMilli() : null);
    }

    private static Optional<Source> source(Counted filing, Definition of, String asked, IndicatorValue number) {
        boolean alone = of.consolidation() == Consolidation.NONE;
        if (alone && !filing.agency().equals(asked)) {
            return Optional.empty();
        }
        if (of.type() != FigureType.RATE) {
            Long value = filing.cells().get(of.code());
            return value == null ? Optional.empty() : Optional.of(source(filing, value, null, List.of(of.code())));
        }
        Ratio ratio = filing.rates().get(of.code());
        if (alone && number instanceof IndicatorValue.Rate own) {
            // worked out from the agency's own figures, and so this filing's
            ratio = own.filings() == 0 ? null : new Ratio(own.numerator(), own.denominator());
        }
        return ratio == null
                ? Optional.empty()
                : Optional.of(source(
                        filing,
                        null,
                        ratio,
                        Stream.concat(of.numerator().stream(), of.denominator().stream())
                                .toList()));
    }

    private static Source source(Counted filing, @Nullable Long value, @Nullable Ratio ratio, List<String> parts) {
        SortedMap<String, Long> cells = new TreeMap<>(filing.cells());
        cells.keySet().retainAll(parts);
        return new Source(
                filing.submission(),
                filing.agency(),
                filing.level(),
                filing.revision(),
                value,
                ratio == null ? null : ratio.numerator(),
                ratio == null ? null : ratio.denominator(),
                cells);
    }
}
