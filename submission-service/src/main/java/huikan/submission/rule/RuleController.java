package huikan.submission.rule;

import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.submission.version.Versions;
import huikan.trail.Trail;
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

/** {@code /api/rules}. */
@RestController
@RequestMapping("/api/rules")
final class RuleController {

    private final CheckRules rules;
    private final Versions<CheckRule> versions;

    RuleController(CheckRules rules, Versions<CheckRule> versions) {
        this.rules = rules;
        this.versions = versions;
    }

    /** Each in the last version that is published, without its cases. */
    @GetMapping
    Page<CheckRule> all() {
        return Page.whole(rules.all().stream().map(CheckRule::brief).toList());
    }

    /**
     * With its cases: the draft where there is one, else the last version.
     *
     * @param version another one
     */
    @GetMapping("/{code}")
    ResponseEntity<CheckRule> one(
            @PathVariable String code, @RequestParam(required = false) @Nullable Integer version) {
        return versions.one(code, version).answer();
    }

    /** A draft, or with a day of publication the version that cycles are issued with from then on. */
    @PutMapping("/{code}")
    ResponseEntity<CheckRule> put(
            @PathVariable String code,
            @RequestBody CheckRule body,
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
