package huikan.analytics.metrics;

import huikan.analytics.turnaround.LevelTurnaround;
import huikan.analytics.turnaround.Turnarounds;
import huikan.events.AgencyLevel;
import huikan.service.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
     * @param decided how often it passed, returned or approved; a decision that was taken back later has been one, too
     * @param median of the times from when a filing came to it until it decided, over all of these times by nearest rank: an ISO 8601
     *     duration in hours, e.g. {@code PT49H30M}; null where nothing was decided
     * @param p90 the same of nine in ten
     * @param waiting how many wait for it; one that was withdrawn or replaced does not
     * @param oldest since when the one waits that waits longest; null where none does
     */
    record Level(
            AgencyLevel level,
            long decided,
            @Nullable String median,
            @Nullable String p90,
            long waiting,
            @Nullable Instant oldest) {
        static Level of(LevelTurnaround one) {
            return new Level(
                    one.level(), one.decided(), text(one.median()), text(one.p90()), one.waiting(), one.oldest());
        }

        private static @Nullable String text(@Nullable Duration duration) {
            return duration == null ? null : duration.toString();
        }
    }

    /**
     * @param levels that decide on filings of the asked agency and those below it, from the top
     */
    record TurnaroundView(String cycle, String under, Instant asOf, List<Level> levels) {}

    @GetMapping("/api/metrics/turnaround")
    TurnaroundView turnaround(
            Caller caller,
            @RequestParam String cycle,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable Instant asOf) {
        String id = question.cycle(cycle).id();
        String asked = question.under(caller, under);
        Instant at = question.instant(asOf);
        return new TurnaroundView(
                id,
                asked,
                at,
                turnarounds.of(id, asked, Question.seenBy(caller), at).stream()
                        .map(Level::of)
                        .toList());
    }
}
