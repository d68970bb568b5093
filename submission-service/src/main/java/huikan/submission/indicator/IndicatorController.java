package huikan.submission.indicator;

import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.submission.version.Versions;
import huikan.trail.Trail;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/indicators}. */
@RestController
@RequestMapping("/api/indicators")
final class IndicatorController {

    private final Indicators indicators;
    private final Versions<Indicator> versions;

    IndicatorController(Indicators indicators, Versions<Indicator> versions) {
        this.indicators = indicators;
        this.versions = versions;
    }

    /** Each as it is defined last. */
    @GetMapping
    Page<Indicator> all() {
        return Page.whole(List.copyOf(indicators.all()));
    }

    /** @param version another one than the last */
    @GetMapping("/{code}")
    ResponseEntity<Indicator> one(
            @PathVariable String code, @RequestParam(required = false) @Nullable Integer version) {
        return versions.one(code, version).answer();
    }

    /** The definition that cycles are issued with from now on, for periods that end within its days. */
    @PutMapping("/{code}")
    ResponseEntity<Indicator> put(
            @PathVariable String code,
            @RequestBody Indicator body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            Caller caller) {
        return versions.put(code, body, ifMatch, ifNoneMatch, caller).answer();
    }

    /** Who changed it; what came with the release has no steps. */
    @GetMapping("/{code}/trail")
    Trail trail(@PathVariable String code) {
        return versions.trail(code);
    }
}
