package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Rollups;
import huikan.service.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/completeness}: who has filed, and in time. */
@RestController
final class CompletenessController {

    private final Rollups rollups;
    private final Question question;

    CompletenessController(Rollups rollups, Question question) {
        this.rollups = rollups;
        this.question = question;
    }

    /**
     * @param filed whose slot is held, also by a returned filing
     * @param filedRate filed of expected, percent
     * @param onTimeRate on time of expected, percent
     */
    record CompletenessView(
            String cycle,
            String under,
            Instant asOf,
            long expected,
            long filed,
            long onTime,
            long late,
            long missing,
            String filedRate,
            String onTimeRate,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<CompletenessView> children) {
        static CompletenessView of(Rollup rollup, @Nullable List<CompletenessView> children) {
            return new CompletenessView(
                    rollup.cycle(),
                    rollup.agency(),
                    rollup.asOf(),
                    rollup.expected(),
                    rollup.filed(),
                    rollup.onTime(),
                    rollup.late(),
                    rollup.missing(),
                    IndicatorValue.percent(rollup.filed(), rollup.expected()),
                    IndicatorValue.percent(rollup.onTime(), rollup.expected()),
                    children);
        }
    }

    @GetMapping("/api/metrics/completeness")
    CompletenessView completeness(
            Caller caller,
            @RequestParam String cycle,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String asOf) {
        Question.refuse(asOf);
        String id = question.cycle(cycle).id();
        String asked = question.under(caller, under);
        Rollups.Family family = rollups.family(id, asked);
        return CompletenessView.of(
                family.whole(),
                family.children().stream()
                        .map(child -> CompletenessView.of(child, null))
                        .toList());
    }
}
