package huikan.submission.cycle;

import huikan.canonical.CanonicalJson;
import huikan.submission.rule.CheckRules;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/cycles/{id}/form}: what is to be filled in, in one request. */
@RestController
final class CycleFormController {

    private final Cycles cycles;
    private final CheckRules rules;
    private final CycleVersions versions;
    private final JsonMapper json;

    CycleFormController(Cycles cycles, CheckRules rules, CycleVersions versions, JsonMapper json) {
        this.versions = versions;
        this.cycles = cycles;
        this.rules = rules;
        this.json = json;
    }

    /**
     * The sections, the indicators by heading, and the rules, all in their order. Its ETag is that of its content: whoever has
     * it asks with If-None-Match and is answered 304.
     */
    @GetMapping("/api/cycles/{id}/form")
    ResponseEntity<CycleForm> form(@PathVariable String id) {
        Cycle cycle = cycles.find(id).orElseThrow(() -> CycleProblem.UNKNOWN.because("There is no cycle " + id + "."));
        CycleForm entry = CycleForm.of(cycle, cycles.before(cycle).orElse(null), rules.of(versions.of(cycle)));
        return ResponseEntity.ok()
                .eTag("\"" + CanonicalJson.digest(json.writeValueAsBytes(entry)) + "\"")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(entry);
    }
}
