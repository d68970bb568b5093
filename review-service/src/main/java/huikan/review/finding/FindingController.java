package huikan.review.finding;

import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.Finding.Source;
import huikan.review.finding.FindingsAtOnce.Found;
import huikan.review.matter.Desk;
import huikan.review.matter.ListOrder;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Person;
import huikan.review.matter.Selection;
import huikan.review.matter.Units;
import huikan.review.matter.Wanting;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.trail.Trail;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/findings}: the list, one, a new one, its trail. The moves are in {@link FindingMovesController}. */
@RestController
@RequestMapping("/api/findings")
final class FindingController {

    private static final Set<Role> FINDERS = Set.of(Role.SUPERVISOR, Role.INSPECTOR, Role.REVIEWER);
    private static final Set<Role> OF_THE_UNIT = Set.of(Role.SUPERVISOR, Role.REPORTER);

    private final Findings findings;
    private final Units units;
    private final Desk<FindingStatus, Finding, FindingMove> desk;
    private final Clock clock;

    FindingController(Findings findings, Units units, Desk<FindingStatus, Finding, FindingMove> desk, Clock clock) {
        this.findings = findings;
        this.units = units;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * A new finding.
     *
     * @param agency the responsible unit
     * @param key two people close it, and every one is looked at again
     * @param dueOn may wait for the assignment
     */
    record FindingBody(
            String agency,
            Source source,
            String title,
            String description,
            String category,
            Rectify rectify,
            @Nullable Boolean key,
            @Nullable LocalDate dueOn) {}

    /** Those that the caller may see. */
    @GetMapping
    Page<FindingView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable FindingStatus status,
            @RequestParam(required = false) @Nullable Boolean key,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "OPENED") ListOrder order,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        Selection selection = Selection.of(caller)
                .under(under)
                .agency(agency)
                .status(status)
                .where("key", key)
                .overdue(overdue, desk.date());
        return Page.of(
                findings.matters().list(selection, order, cursor, most), most, order::place, one -> view(one, caller));
    }

    // the register has formats that it does not know, too
    @GetMapping("/{id:(?!register$).+}")
    ResponseEntity<FindingView> one(@PathVariable String id, Caller caller) {
        Finding finding = desk.visible(id, caller);
        return ResponseEntity.ok().eTag(IfMatch.etag(finding.version())).body(view(finding, caller));
    }

    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        return desk.trail(id, caller);
    }

    /** 挂账: a superior's finding, or the unit's own of a self-check. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<FindingView> register(@RequestBody FindingBody body, Caller caller) {
        requireRegistrar(body, caller);
        Wanting wanting = new Wanting();
        List<String> above = units.above("/agency", body.agency(), caller, wanting);
        wanting.line("/title", body.title())
                .text("/description", body.description())
                .line("/category", body.category())
                .comment("/source/ref", body.source().ref())
                .notBefore("/dueOn", body.dueOn(), desk.date())
                .refuse();
        Finding stored = desk.open(fresh(body, above, caller), FindingMove.REGISTER, caller);
        return ResponseEntity.created(URI.create("/api/findings/" + stored.id()))
                .eTag(IfMatch.etag(stored.version()))
                .body(view(stored, caller));
    }

    private static void requireRegistrar(FindingBody body, Caller caller) {
        boolean selfCheck = body.source().kind() == Source.Kind.SELF_CHECK;
        boolean own = caller.actsFor(body.agency());
        Set<Role> roles = selfCheck && own ? OF_THE_UNIT : FINDERS;
        if (!roles.contains(caller.role()) || own != selfCheck) {
            throw MatterProblem.NOT_YOURS.because(
                    "A unit registers its own SELF_CHECK findings; all others are registered by a superior's "
                            + "supervisor, inspector or reviewer.");
        }
    }

    private Finding fresh(FindingBody body, List<String> above, Caller caller) {
        Found found =
                new Found(body.title(), body.description(), body.category(), body.rectify(), body.key(), body.dueOn());
        return Finding.registered(UUID.randomUUID().toString(), body.agency(), body.source(), found, Person.of(caller))
                .above(above)
                .openedAt(clock.instant())
                .build();
    }

    private FindingView view(Finding finding, Caller caller) {
        return FindingView.of(finding, desk.date(), desk.moves(finding, caller));
    }
}
