package huikan.submission.indicator;

import huikan.service.page.Page;
import huikan.service.problem.HttpProblem;
import java.util.List;
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

    @GetMapping
    Page<Indicator> all() {
        return Page.whole(List.copyOf(indicators.all()));
    }

    @GetMapping("/{code}")
    Indicator one(@PathVariable String code) {
        return indicators
                .find(code)
                .orElseThrow(() -> HttpProblem.NOT_FOUND.because("There is no indicator " + code + "."));
    }
}
