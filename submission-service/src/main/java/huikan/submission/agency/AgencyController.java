package huikan.submission.agency;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.problem.FieldError;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
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

/** {@code /api/agencies}. */
@RestController
@RequestMapping("/api/agencies")
final class AgencyController {

    private final Agencies agencies;
    private final AgencyAccess access;

    AgencyController(Agencies agencies, AgencyAccess access) {
        this.agencies = agencies;
        this.access = access;
    }

    record AgencyBody(
            @Nullable String name,
            @Nullable AgencyLevel level,
            @Nullable String territory,
            @Nullable String department) {}

    /** @param superiors those along either line; only of an agency that is asked for alone */
    record AgencyView(
            String code,
            String name,
            AgencyLevel level,
            @Nullable String territory,
            @Nullable String department,
            long version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<SuperiorView> superiors) {
        static AgencyView of(Agency agency, @Nullable List<SuperiorView> superiors) {
            return new AgencyView(
                    agency.code(),
                    agency.name(),
                    agency.level(),
                    agency.territory(),
                    agency.department(),
                    agency.version(),
                    superiors);
        }
    }

    /** One above: who decides is known by name below, and no more of it. */
    record SuperiorView(String code, String name) {}

    @GetMapping("/{code}")
    ResponseEntity<AgencyView> one(@PathVariable String code, Caller caller) {
        Agency agency = agencies.find(code)
                .filter(found -> caller.maySee(found.seenBy()))
                .orElseThrow(() -> AgencyProblem.UNKNOWN.because("There is no agency " + code + " that you may see."));
        return answer(agency, 200);
    }

    private List<SuperiorView> superiors(Agency agency) {
        return agencies.findAll(agency.seenBy()).values().stream()
                .filter(one -> !one.code().equals(agency.code()))
                .map(one -> new SuperiorView(one.code(), one.name()))
                .toList();
    }

    @GetMapping
    Page<AgencyView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable Line line,
            @RequestParam(required = false) @Nullable AgencyLevel level,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        return Page.of(
                agencies.under(access.subtree(caller, under), line, level, cursor, most),
                most,
                Agency::code,
                agency -> AgencyView.of(agency, null));
    }

    @PutMapping("/{code}")
    ResponseEntity<AgencyView> put(
            @PathVariable String code,
            @RequestBody AgencyBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        if (!caller.isAdmin()) {
            throw AgencyProblem.ADMIN_ONLY.because("The login " + caller.login() + " is not the administrator.");
        }
        long version = agencies.find(code).map(Agency::version).orElse(0L);
        if (version > 0 || ifMatch != null) {
            IfMatch.require(ifMatch, version);
        }
        Agency wanted = wanted(code, body, version + 1);
        return agencies.put(wanted, version)
                .map(stored -> answer(stored, version == 0 ? 201 : 200))
                .orElseThrow(IfMatch::overtaken);
    }

    private Agency wanted(String code, AgencyBody body, long version) {
        if (!AgencyRules.CODE.matcher(code).matches() || body.name() == null || body.level() == null) {
            throw AgencyProblem.INVALID.because(
                    "An agency has a code <division code>-<org>, a name and a level.",
                    List.of(new FieldError(body.name() == null ? "/name" : "/level", "field.missing", "required")));
        }
        Agency wanted = new Agency(
                code, body.name(), body.level(), body.territory(), body.department(), List.of(), List.of(), version);
        List<FieldError> errors = AgencyRules.check(wanted, agencies::find);
        if (!errors.isEmpty()) {
            throw AgencyProblem.INVALID.because("It cannot hang there.", errors);
        }
        return wanted;
    }

    private ResponseEntity<AgencyView> answer(Agency agency, int status) {
        return ResponseEntity.status(status)
                .eTag(IfMatch.etag(agency.version()))
                .body(AgencyView.of(agency, superiors(agency)));
    }
}
