package huikan.submission.agency;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyEvent.FormerName;
import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.problem.FieldError;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.request.Filled;
import huikan.service.request.Note;
import huikan.service.request.RequestReader;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    private static final int MOST_SUCCESSORS = 20;
    /** Of those that are in the way. */
    private static final int MOST_TOLD = 10;

    private final Agencies agencies;
    private final AgencyAccess access;
    private final Clock clock;

    AgencyController(Agencies agencies, AgencyAccess access, Clock clock) {
        this.agencies = agencies;
        this.access = access;
        this.clock = clock;
    }

    /** @param renamedOn the first day of the new name, whose old one is kept; null where the old one was a mistake */
    record AgencyBody(
            @Nullable String name,
            @Nullable AgencyLevel level,
            @Nullable String territory,
            @Nullable String department,
            @Nullable LocalDate renamedOn) {}

    /**
     * @param on the first day on which it is there no more
     * @param successors none where it is dissolved
     */
    record Ending(
            LocalDate on,
            List<String> successors,
            @Filled @Note String reason) {}

    /**
     * @param formerNames the oldest first
     * @param ended null while it exists, or will not end as far as is known
     * @param superiors those along either line; only of an agency that is asked for alone
     * @param predecessors in whose place it came, likewise
     */
    record AgencyView(
            String code,
            String name,
            AgencyLevel level,
            @Nullable String territory,
            @Nullable String department,
            long version,
            List<FormerName> formerNames,
            @Nullable Succession ended,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<SuperiorView> superiors,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<SuperiorView> predecessors) {
        static AgencyView of(
                Agency agency, @Nullable List<SuperiorView> superiors, @Nullable List<SuperiorView> predecessors) {
            return new AgencyView(
                    agency.code(),
                    agency.name(),
                    agency.level(),
                    agency.territory(),
                    agency.department(),
                    agency.version(),
                    agency.formerNames(),
                    agency.ended(),
                    superiors,
                    predecessors);
        }
    }

    /** One above, or one before: it is known by name, and no more of it. */
    record SuperiorView(String code, String name) {
        static List<SuperiorView> all(Collection<Agency> agencies) {
            return agencies.stream()
                    .map(one -> new SuperiorView(one.code(), one.name()))
                    .toList();
        }
    }

    @GetMapping("/{code}")
    ResponseEntity<AgencyView> one(@PathVariable String code, Caller caller) {
        Agency agency = agencies.find(code)
                .filter(found -> caller.maySee(found.seenBy()))
                .orElseThrow(() -> AgencyProblem.UNKNOWN.because("There is no agency " + code + " that you may see."));
        return answer(agency, 200);
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
                agency -> AgencyView.of(agency, null, null));
    }

    @PutMapping("/{code}")
    ResponseEntity<AgencyView> put(
            @PathVariable String code,
            @RequestBody AgencyBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        requireAdmin(caller);
        Optional<Agency> seen = agencies.find(code);
        if (seen.isPresent() || ifMatch != null) {
            IfMatch.require(ifMatch, seen.map(Agency::version).orElse(0L));
        }
        Agency wanted = wanted(code, body, seen.orElse(null));
        return put(seen.map(one -> one.changed(wanted, body.renamedOn())).orElse(wanted), seen.isPresent() ? 200 : 201);
    }

    /**
     * It ends, and others may do its work from that day on. It keeps what it filed, and what it still owes it owes; lists of cycles
     * that open from that day on do not have it.
     */
    @PutMapping("/{code}/succession")
    ResponseEntity<AgencyView> end(
            @PathVariable String code,
            @RequestBody Ending body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Agency seen = changeable(code, ifMatch, caller);
        LocalDate today = LocalDate.ofInstant(clock.instant(), PLACE);
        new Violations()
                .addAll(RequestReader.errors(body))
                .notAfter("/on", body.on(), today.plusYears(1))
                .count("/successors", body.successors().size(), 0, MOST_SUCCESSORS)
                .distinct("/successors", body.successors())
                .addAll(AgencyRules.successors(seen, body.successors(), agencies.findAll(body.successors())))
                .refuse(AgencyProblem.INVALID);
        if (seen.ended() != null) {
            throw AgencyProblem.ENDED.because(code + " ends on " + seen.ended().on() + ": take that back first.");
        }
        List<String> below = agencies.below(code, MOST_TOLD);
        if (!below.isEmpty()) {
            throw AgencyProblem.SUPERIOR.because(
                    "Below " + code + " are, for example, " + below + ": move them first.");
        }
        return put(
                seen.ending(new Succession(
                        body.on(), body.successors(), body.reason().strip(), caller.login())),
                200);
    }

    /** It did not end: that was a mistake. */
    @DeleteMapping("/{code}/succession")
    ResponseEntity<AgencyView> goOn(
            @PathVariable String code,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Agency seen = changeable(code, ifMatch, caller);
        List<FieldError> errors = AgencyRules.check(seen, agencies::find);
        if (!errors.isEmpty()) {
            throw AgencyProblem.INVALID.because("It cannot hang there any more.", errors);
        }
        return put(seen.ending(null), 200);
    }

    private Agency changeable(String code, @Nullable String ifMatch, Caller caller) {
        requireAdmin(caller);
        Agency seen = agencies.find(code)
                .orElseThrow(() -> AgencyProblem.UNKNOWN.because("There is no agency " + code + "."));
        IfMatch.require(ifMatch, seen.version());
        return seen;
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw AgencyProblem.ADMIN_ONLY.because("The login " + caller.login() + " is not the administrator.");
        }
    }

    private ResponseEntity<AgencyView> put(Agency wanted, int status) {
        return agencies.put(wanted, wanted.version() - 1)
                .map(stored -> answer(stored, status))
                .orElseThrow(IfMatch::overtaken);
    }

    private Agency wanted(String code, AgencyBody body, @Nullable Agency seen) {
        if (!AgencyRules.CODE.matcher(code).matches()) {
            throw AgencyProblem.INVALID.because(
                    code + " is no code of an agency.",
                    List.of(new FieldError(
                            "", "text.malformed", "A code is <division code>-<org>, such as 210902-gov.")));
        }
        if (body.name() == null || body.level() == null) {
            throw AgencyProblem.INVALID.because(
                    "An agency has a name and a level.",
                    List.of(new FieldError(body.name() == null ? "/name" : "/level", "field.missing", "required")));
        }
        Agency wanted = new Agency(
                code, body.name(), body.level(), body.territory(), body.department(), List.of(), List.of(), 1);
        Violations errors = new Violations()
                .line("/name", body.name(), AgencyRules.LONGEST_NAME)
                .addAll(AgencyRules.check(wanted, agencies::find))
                .addAll(AgencyRules.keepsSuperior(seen, wanted, ""));
        if (body.renamedOn() != null) {
            errors.addIf(
                            seen != null && seen.name().equals(body.name()),
                            "/renamedOn",
                            "name.same",
                            "It is called so already.")
                    .addAll(AgencyRules.renamed(
                            seen, body.renamedOn(), LocalDate.ofInstant(clock.instant(), PLACE), "/renamedOn"));
        }
        errors.refuse(AgencyProblem.INVALID);
        return wanted;
    }

    private ResponseEntity<AgencyView> answer(Agency agency, int status) {
        return ResponseEntity.status(status)
                .eTag(IfMatch.etag(agency.version()))
                .body(AgencyView.of(
                        agency,
                        SuperiorView.all(agencies.findAll(agency.superiors()).values()),
                        SuperiorView.all(agencies.predecessors(List.of(agency.code())))));
    }
}
