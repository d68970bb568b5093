package huikan.analytics.metrics;

import huikan.analytics.directory.Directory;
import huikan.analytics.metrics.IndicatorValue.Rate;
import huikan.analytics.metrics.IndicatorValue.Total;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.Meaning;
import huikan.service.sheet.Sheet;
import huikan.service.sheet.SheetLanguage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a table: one number a row.
 *
 * @param name of the file, without its ending
 */
record Table<R>(String name, Sheet<R> sheet, Stream<R> rows) {

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Two tables of other instants or bases have other names. */
    static String name(Instant asOf, Object... parts) {
        return Stream.of(parts).map(part -> String.valueOf(part) + "-").collect(Collectors.joining())
                + FILE_TIME.format(asOf);
    }

    /** An answer that comes as JSON, CSV or XLSX, as asked for. */
    interface Source {
        Table<?> table(Words in);
    }

    /** What codes are called, in the language of the table. */
    static final class Words {
        private final Directory directory;
        private final SheetLanguage language;
        private final Map<String, String> names = new HashMap<>();

        Words(Directory directory, SheetLanguage language) {
            this.directory = directory;
            this.language = language;
        }

        String pick(String zh, String en) {
            return language.pick(zh, en);
        }

        /** To be told of those that the table has, before its rows are read. */
        void knowing(Collection<String> agencies) {
            names.putAll(directory.names(agencies));
        }

        /** The same, by the names that they had at the end of the cycle's period. */
        void knowing(String cycle, Collection<String> agencies) {
            LocalDate end = directory.cycle(cycle).map(CycleIssued::to).orElse(LocalDate.MAX);
            names.putAll(directory.names(agencies, end));
        }

        String agency(String code) {
            return names.getOrDefault(code, code);
        }

        @Nullable
        String indicator(String cycle, String code) {
            return meaning(cycle, code)
                    .map(meaning -> pick(meaning.name().zh(), meaning.name().en()))
                    .orElse(null);
        }

        /** Of the numbers in the table. */
        @Nullable
        String unit(String cycle, String code) {
            return definition(cycle, code).map(IndicatorValue::unit).orElse(null);
        }

        private Optional<Meaning> meaning(String cycle, String code) {
            return definition(cycle, code).flatMap(one -> Optional.ofNullable(one.meaning()));
        }

        private Optional<Definition> definition(String cycle, String code) {
            return directory.cycle(cycle).flatMap(one -> one.indicator(code));
        }

        <R> Sheet<R> withAgency(Sheet<R> sheet, Function<R, String> agency) {
            return sheet.column(pick("机构代码", "Agency code"), 14, agency::apply)
                    .column(pick("机构", "Agency"), 24, row -> agency(agency.apply(row)));
        }

        /** The columns of a value. */
        <R> Sheet<R> withValue(Sheet<R> sheet, Function<R, @Nullable IndicatorValue> value) {
            sheet.column(pick("合计", "Total"), 16, total(value, Total::number))
                    .column(pick("不超过", "At most"), 16, total(value, Total::atMost))
                    .column(pick("比率%", "Rate %"), 10, rate(value, one -> IndicatorValue.number(one.rate())))
                    .column(pick("分子", "Numerator"), 14, rate(value, Rate::numerator))
                    .column(pick("分母", "Denominator"), 14, rate(value, Rate::denominator))
                    .column(pick("无数原因", "Why none"), 14, row -> switch (value.apply(row)) {
                        case null -> null;
                        case Total one -> one.why();
                        case Rate one -> one.why();
                    });
            for (AgencyLevel level : AgencyLevel.values()) {
                sheet.column(
                        switch (level) {
                            case PROVINCE -> pick("其中省级", "Of it province");
                            case CITY -> pick("其中市级", "Of it cities");
                            case COUNTY -> pick("其中县级", "Of it counties");
                            case TOWNSHIP -> pick("其中乡级", "Of it townships");
                        },
                        14,
                        total(value, one -> one.of(level)));
            }
            return sheet.column(pick("自报含下级", "Stated"), 14, total(value, Total::stated))
                    .column(pick("填报份数", "Filings"), 10, row -> switch (value.apply(row)) {
                        case null -> null;
                        case Total one -> one.filings();
                        case Rate one -> one.filings();
                    })
                    .column(pick("填零份数", "Zeros"), 10, total(value, Total::zeros))
                    .column(pick("不适用份数", "Not applicable"), 12, total(value, Total::notApplicable))
                    .column(pick("未填份数", "Silent"), 10, total(value, Total::silent));
        }

        /** The columns of a change. */
        <R> Sheet<R> withChange(Sheet<R> sheet, Function<R, @Nullable Change> change) {
            return sheet.column(pick("比上年增减", "Change"), 14, changed(change, Change::absolute))
                    .column(
                            pick("比上年增减%", "Change %"),
                            12,
                            changed(change, one -> one.percent() == null ? null : new BigDecimal(one.percent())))
                    .column(
                            pick("比上年增减百分点", "Change, points"),
                            14,
                            changed(change, one -> one.points() == null ? null : new BigDecimal(one.points())))
                    .column(pick("口径已变", "Redefined"), 10, changed(change, Change::redefined));
        }

        private static <R> Function<R, @Nullable Object> changed(
                Function<R, @Nullable Change> change, Function<Change, @Nullable Object> part) {
            return row -> {
                Change one = change.apply(row);
                return one == null ? null : part.apply(one);
            };
        }

        private static <R> Function<R, @Nullable Object> total(
                Function<R, @Nullable IndicatorValue> value, Function<Total, @Nullable Object> part) {
            return row -> value.apply(row) instanceof Total total ? part.apply(total) : null;
        }

        private static <R> Function<R, @Nullable Object> rate(
                Function<R, @Nullable IndicatorValue> value, Function<Rate, @Nullable Object> part) {
            return row -> value.apply(row) instanceof Rate rate ? part.apply(rate) : null;
        }
    }
}
