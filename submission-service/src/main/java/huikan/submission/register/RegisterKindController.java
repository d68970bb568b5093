package huikan.submission.register;

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

/** {@code /api/register-kinds}. */
@RestController
@RequestMapping("/api/register-kinds")
final class RegisterKindController {

    private final RegisterKinds kinds;
    private final Versions<RegisterKind> versions;

    RegisterKindController(RegisterKinds kinds, Versions<RegisterKind> versions) {
        this.kinds = kinds;
        this.versions = versions;
    }

    /** Each in its last version. */
    @GetMapping
    Page<RegisterKind> all() {
        return Page.whole(kinds.all());
    }

    /** @param version another one than the last */
    @GetMapping("/{kind}")
    ResponseEntity<RegisterKind> one(
            @PathVariable String kind, @RequestParam(required = false) @Nullable Integer version) {
        return versions.one(kind, version).answer();
    }

    /** The version that entries are made by, and cycles are issued with, from now on. */
    @PutMapping("/{kind}")
    ResponseEntity<RegisterKind> put(
            @PathVariable String kind,
            @RequestBody RegisterKind body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            Caller caller) {
        return versions.put(kind, body, ifMatch, ifNoneMatch, caller).answer();
    }

    /** Who changed it; what came with the release has no steps. */
    @GetMapping("/{kind}/trail")
    Trail trail(@PathVariable String kind) {
        return versions.trail(kind);
    }
}
