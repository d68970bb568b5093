package huikan.submission.indicator;

import huikan.service.problem.HttpProblem;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/indicators}. */
@RestController
@RequestMapping("/api/indicators")
final class IndicatorController {

    private final Indicators indicators;

    IndicatorController(Indicators indicators) {
        this.indicators = indicators;
    }

    /** Always one page: the list is short and has no cursor. */
    record IndicatorList(
            Collection<Indicator> items, @Nullable String next) {}

    @GetMapping
    IndicatorList all() {
        return new IndicatorList(indicators.all(), null);
    }

    @GetMapping("/{code}")
    Indicator one(@PathVariable String code) {
        return indicators
                .find(code)
                .orElseThrow(() -> HttpProblem.NOT_FOUND.because("There is no indicator " + code + "."));
    }
}
