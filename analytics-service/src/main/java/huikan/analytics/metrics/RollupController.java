package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.rollup.Basis;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Rollups;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.service.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/metrics/rollup}. */
@RestController
final class RollupController {

    private static final String CHILDREN = "children";

    private final Rollups rollups;
    private final Question question;

    RollupController(Rollups rollups, Question question) {
        this.rollups = rollups;
        this.question = question;
    }

    /**
     * @param counted on the basis that is asked for
     */
    record Filings(long expected, long counted) {}

    record RollupView(
            String cycle,
            String under,
            Basis basis,
            Instant asOf,
            Filings filings,
            Map<String, IndicatorValue> indicators,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<RollupView> children) {}

    @GetMapping("/api/metrics/rollup")
    RollupView rollup(
            Caller caller,
            @RequestParam String cycle,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "APPROVED") Basis basis,
            @RequestParam(required = false) @Nullable List<String> indicators,
            @RequestParam(required = false) @Nullable String breakdown,
            @RequestParam(required = false) @Nullable Instant asOf) {
        CycleIssued issued = question.cycle(cycle);
        String asked = question.under(caller, under);
        List<Definition> wanted = indicators == null ? issued.indicators() : Question.indicators(issued, indicators);
        boolean alsoUnfiled = indicators != null;
        boolean children = CHILDREN.equals(breakdown);
        if (asOf == null && !children) {
            return view(rollups.of(cycle, asked), basis, wanted, alsoUnfiled, null);
        }
        Rollups.Family family =
                asOf == null ? rollups.family(cycle, asked) : rollups.asOf(cycle, asked, basis, question.instant(asOf));
        return view(
                family.whole(),
                basis,
                wanted,
                alsoUnfiled,
                !children
                        ? null
                        : family.children().stream()
                                .map(child -> view(child, basis, wanted, alsoUnfiled, null))
                                .toList());
    }

    private static RollupView view(
            Rollup rollup,
            Basis basis,
            List<Definition> wanted,
            boolean alsoUnfiled,
            @Nullable List<RollupView> children) {
        return new RollupView(
                rollup.cycle(),
                rollup.agency(),
                basis,
                rollup.asOf(),
                new Filings(rollup.expected(), rollup.sums(basis).filings()),
                IndicatorValue.all(wanted, rollup.sums(basis), alsoUnfiled),
                children);
    }
}
