package huikan.analytics.metrics;

import huikan.analytics.position.ReadPositions.Read;
import huikan.analytics.turnaround.LevelTurnaround;
import huikan.analytics.turnaround.Turnarounds;
import huikan.events.AgencyLevel;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/turnaround}: how long filings wait for each level of their review. */
@RestController
final class TurnaroundController {

    private final Turnarounds turnarounds;
    private final Question question;

    TurnaroundController(Turnarounds turnarounds, Question question) {
        this.turnarounds = turnarounds;
        this.question = question;
    }

    /**
     * A filing comes to its first level when it is received, to the next one when it is passed, to a level again when its pass is
     * recalled, and to the first one again when what was passed counts no more; a correction begins with the level that returned what it
     * corrects.
     *
     * @param level of the superior that decides
     * @param decided how often it passed, returned or approved; a decision that was taken back later, or counts no more, has been one, too
     * @param median of the times from when a filing came to it until it decided, over all of these times by nearest rank: an ISO 8601
     *     duration in hours, e.g. {@code PT49H30M}, days off among it; null where nothing was decided
     * @param p90 the same of nine in ten
     * @param waiting how many wait for it; one that was withdrawn or replaced does not
     * @param oldest since when the one waits that waits longest; null where none does
     */
    record Level(
            AgencyLevel level,
            long decided,
            @Nullable Duration median,
            @Nullable Duration p90,
            long waiting,
            @Nullable Instant oldest) {
        static Level of(LevelTurnaround one) {
            return new Level(one.level(), one.decided(), one.median(), one.p90(), one.waiting(), one.oldest());
        }
    }

    /**
     * @param asOf the instant as of which it is told; of the present the last one at which anything changed
     * @param positions of the topics submissions and reviews, by partition the offset of the last event that is in
     * @param levels that decide on filings of the asked agency and those below it, from the top
     */
    record TurnaroundView(
            String cycle,
            String under,
            Instant asOf,
            SortedMap<String, SortedMap<Integer, Long>> positions,
            List<Level> levels)
            implements Table.Source {

        private static final int SECONDS_OF_HOUR = 3600;
        private static final int DIGITS = 2;

        @Override
        public Table<?> table(Table.Words in) {
            Sheet<Level> sheet = new Sheet<Level>(in.pick("审核用时", "Turnaround"))
                    .column(in.pick("审核层级", "Level"), 12, one -> switch (one.level) {
                        case PROVINCE -> in.pick("省级", "Province");
                        case CITY -> in.pick("市级", "City");
                        case COUNTY -> in.pick("县级", "County");
                        case TOWNSHIP -> in.pick("乡级", "Township");
                    })
                    .column(in.pick("已审核次数", "Decided"), 12, Level::decided)
                    .column(in.pick("用时中位数(小时)", "Median, hours"), 16, one -> hours(one.median))
                    .column(in.pick("用时九成以内(小时)", "90 %, hours"), 18, one -> hours(one.p90))
                    .column(in.pick("待审核", "Waiting"), 10, Level::waiting)
                    .column(
                            in.pick("最早待审自(UTC)", "Oldest since (UTC)"),
                            24,
                            one -> one.oldest == null ? null : one.oldest.toString())
                    .column(
                            in.pick("最长已待(小时)", "Waits for, hours"),
                            16,
                            one -> one.oldest == null ? null : hours(Duration.between(one.oldest, asOf)));
            return new Table<>(Table.name(asOf, "turnaround", cycle, under), sheet, levels.stream());
        }

        private static @Nullable BigDecimal hours(@Nullable Duration duration) {
            return duration == null
                    ? null
                    : BigDecimal.valueOf(duration.toSeconds())
                            .divide(BigDecimal.valueOf(SECONDS_OF_HOUR), DIGITS, RoundingMode.HALF_UP);
        }
    }

    @GetMapping(
            path = "/api/metrics/turnaround",
            produces = {MediaType.APPLICATION_JSON_VALUE, Sheet.CSV, Sheet.XLSX})
    TurnaroundView turnaround(
            Caller caller,
            @RequestParam String cycle,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable Instant asOf) {
        String id = question.cycle(cycle).id();
        String asked = question.under(caller, under);
        SortedMap<String, Read> read = turnarounds.read();
        Instant at = question.instant(
                asOf,
                read.values().stream()
                        .flatMap(one -> Stream.ofNullable(one.last()))
                        .max(Instant::compareTo)
                        .orElse(null));
        SortedMap<String, SortedMap<Integer, Long>> positions = new TreeMap<>();
        read.forEach((topic, one) -> positions.put(topic, one.positions()));
        return new TurnaroundView(
                id,
                asked,
                at,
                positions,
                turnarounds.of(id, asked, Question.seenBy(caller), at).stream()
                        .map(Level::of)
                        .toList());
    }
}
