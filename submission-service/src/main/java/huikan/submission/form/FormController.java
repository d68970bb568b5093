package huikan.submission.form;

import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import huikan.service.sheet.UploadedWorkbook;
import huikan.submission.indicator.Indicators;
import huikan.submission.version.Versions;
import huikan.trail.Trail;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/forms}. */
@RestController
@RequestMapping("/api/forms")
final class FormController {

    private final Forms forms;
    private final Versions<Form> versions;
    private final Indicators indicators;

    FormController(Forms forms, Versions<Form> versions, Indicators indicators) {
        this.indicators = indicators;
        this.forms = forms;
        this.versions = versions;
    }

    /** Each in its last version. */
    @GetMapping
    Page<Form> all() {
        return Page.whole(forms.all());
    }

    /** @param version another one than the last */
    @GetMapping("/{id}")
    ResponseEntity<Form> one(@PathVariable String id, @RequestParam(required = false) @Nullable Integer version) {
        return versions.one(id, version).answer();
    }

    /** The version that cycles are issued with from now on. */
    @PutMapping("/{id}")
    ResponseEntity<Form> put(
            @PathVariable String id,
            @RequestBody Form body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            Caller caller) {
        return versions.put(id, body, ifMatch, ifNoneMatch, caller).answer();
    }

    /**
     * Draws a layout (表样) from the spreadsheet of a form, for the administrator to complete and to put into a form: texts and merged
     * cells as they are, and the figures that were found by the names of their indicators. Nothing is kept.
     */
    @PostMapping(path = "/layouts", consumes = Sheet.XLSX)
    Layout draw(HttpServletRequest request, Caller caller) throws IOException {
        if (!caller.isAdmin()) {
            throw FormProblem.ADMIN_ONLY.because("The login " + caller.login() + " is not the administrator.");
        }
        return LayoutReader.read(UploadedWorkbook.bytes(request.getInputStream()), indicators.all());
    }

    /** Who changed it; what came with the release has no steps. */
    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id) {
        return versions.trail(id);
    }
}
