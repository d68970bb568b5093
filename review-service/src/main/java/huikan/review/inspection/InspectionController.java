package huikan.review.inspection;

import huikan.review.calendar.Today;
import huikan.review.draw.DrawOffice;
import huikan.review.inspection.Inspection.Group;
import huikan.review.inspection.Inspection.Recusal;
import huikan.review.matter.Desk;
import huikan.review.matter.ListOrder;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Matters;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/inspections}: the plan, one, and what is done before the visits. The rest is {@link VisitController}. */
@RestController
@RequestMapping("/api/inspections")
final class InspectionController {

    private static final String SEEN = "If-Match";
    private static final int MOST_GROUPS = 50;
    private static final int MOST_MEMBERS = 50;

    private final Matters<InspectionStatus, Inspection> inspections;
    private final Desk<InspectionStatus, Inspection, InspectionMove> desk;
    private final InspectionSteps steps;
    private final InspectionSettings settings;
    private final DrawOffice draws;
    private final Units units;
    private final Today today;

    InspectionController(
            Matters<InspectionStatus, Inspection> inspections,
            Desk<InspectionStatus, Inspection, InspectionMove> desk,
            InspectionSteps steps,
            InspectionSettings settings,
            DrawOffice draws,
            Units units,
            Today today) {
        this.inspections = inspections;
        this.desk = desk;
        this.steps = steps;
        this.settings = settings;
        this.draws = draws;
        this.units = units;
        this.today = today;
    }

    /**
     * A new inspection of the plan.
     *
     * @param content what is looked at
     * @param under whose agencies are inspected; by default the caller's
     * @param from of the visits
     * @param announced false for 暗访; by default true
     */
    record InspectionBody(
            String title,
            String content,
            @Nullable String under,
            LocalDate from,
            LocalDate to,
            @Nullable Boolean announced) {}

    /** Who does not inspect whom. */
    record RecusalBody(
            String member, String agency, @Nullable String reason) {}

    /**
     * A group. Papers are signed by two people, so that it has a member beside its leader.
     *
     * @param leader a login
     * @param members logins
     * @param agencies that it visits
     * @param trainedOn when its people were prepared
     */
    record GroupBody(
            String leader,
            List<String> members,
            List<String> agencies,
            @Nullable List<RecusalBody> recusals,
            @Nullable LocalDate trainedOn) {
        List<RecusalBody> recused() {
            return recusals == null ? List.of() : recusals;
        }

        Group group(int number) {
            return new Group(
                    number,
                    leader,
                    List.copyOf(members),
                    recused().stream()
                            .map(one -> new Recusal(one.member(), one.agency(), one.reason()))
                            .toList(),
                    trainedOn);
        }
    }

    /**
     * @param objectsDraw a revealed draw, when the agencies were drawn: every agency is of its result
     * @param peopleDraw a revealed draw, when the inspectors were drawn: every person is of its result
     */
    record GroupsBody(
            List<GroupBody> groups,
            @Nullable String objectsDraw,
            @Nullable String peopleDraw) {}

    /**
     * @param group its number, from 1
     * @param agencies of the group, that are visited in this batch
     */
    record BatchBody(Integer group, List<String> agencies, LocalDate from, LocalDate to) {}

    /** Those that the caller may see. */
    @GetMapping
    Page<InspectionView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable InspectionStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        return Page.of(
                inspections.list(Selection.of(caller).under(under).status(status), ListOrder.OPENED, cursor, most),
                most,
                ListOrder.OPENED::place,
                one -> view(one, caller));
    }

    @GetMapping("/{id}")
    ResponseEntity<InspectionView> one(@PathVariable String id, Caller caller) {
        return answer(desk.visible(id, caller), caller);
    }

    /** The whole history, for who inspects and those above: it shows what was found at every unit. */
    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        Inspection seen = desk.visible(id, caller);
        if (!caller.isAdmin() && !seen.isSeenWholeBy(String.valueOf(caller.agency()))) {
            throw MatterProblem.NOT_YOURS.because("The trail shows what was found at every unit, and is for "
                    + seen.agency() + " and those above it.");
        }
        return desk.trail(id, caller);
    }

    /** It stands in the plan. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<InspectionView> propose(@RequestBody InspectionBody body, Caller caller) {
        String agency = caller.agency();
        if (agency == null || !caller.is(Role.SUPERVISOR)) {
            throw MatterProblem.NOT_YOURS.because("A supervisor proposes an inspection.");
        }
        String under = body.under() == null ? agency : body.under();
        Wanting wanting = new Wanting();
        units.above("/under", under, caller, wanting);
        List<String> above = units.above("/agency", agency, caller, wanting);
        wanting.line("/title", body.title())
                .text("/content", body.content())
                .notBefore("/from", body.from(), today.date())
                .notBefore("/to", body.to(), body.from())
                .refuse();
        Inspection fresh = InspectionBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(agency)
                .status(InspectionStatus.PROPOSED)
                .title(body.title())
                .content(body.content())
                .under(under)
                .from(body.from())
                .to(body.to())
                .announced(!Boolean.FALSE.equals(body.announced()))
                .by(Person.of(caller))
                .groups(List.of())
                .batches(List.of())
                .units(List.of())
                .visitedIn(List.of())
                .above(above)
                .openedAt(today.now())
                .head("")
                .build();
        Inspection stored = desk.open(fresh, InspectionMove.PROPOSE, caller);
        return ResponseEntity.created(URI.create("/api/inspections/" + stored.id()))
                .eTag(IfMatch.etag(stored.version()))
                .body(view(stored, caller));
    }

    @PostMapping("/{id}/approve")
    ResponseEntity<InspectionView> approve(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        Inspection proposed = desk.ready(id, InspectionMove.APPROVE, seen, caller);
        return answer(
                desk.done(proposed, InspectionMove.APPROVE, steps.approved(proposed, Person.of(caller)), caller),
                caller);
    }

    /** Who visits whom; nobody a unit from which they are recused. */
    @PostMapping("/{id}/groups")
    ResponseEntity<InspectionView> groups(
            @PathVariable String id,
            @RequestBody GroupsBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        Inspection approved = desk.ready(id, InspectionMove.GROUPS, seen, caller);
        Wanting wanting = new Wanting().count("/groups", body.groups(), 1, MOST_GROUPS);
        List<InspectedUnit> inspected = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        Set<String> people = new HashSet<>();
        for (int i = 0; i < Math.min(body.groups().size(), MOST_GROUPS); i++) {
            GroupBody group = body.groups().get(i);
            String at = "/groups/" + i;
            people(at, group, people, wanting);
            for (int j = 0; j < Math.min(group.agencies().size(), settings.most()); j++) {
                String agency = group.agencies().get(j);
                inspected.add(InspectedUnit.of(
                        agency, above(at + "/agencies/" + j, agency, approved, caller, wanting), i + 1));
            }
            groups.add(group.group(i + 1));
        }
        List<String> codes = inspected.stream().map(InspectedUnit::agency).toList();
        wanting.count("/groups", codes, 1, settings.most())
                .errorIf(
                        Set.copyOf(codes).size() < codes.size(),
                        "/groups",
                        "agency.twice",
                        "Each agency is visited by one group.");
        drawn("/objectsDraw", body.objectsDraw(), codes, caller, wanting);
        drawn("/peopleDraw", body.peopleDraw(), people, caller, wanting);
        wanting.refuse();
        Inspection grouped = steps.grouped(approved, groups, inspected, body.objectsDraw(), body.peopleDraw());
        return answer(desk.done(approved, InspectionMove.GROUPS, grouped, caller), caller);
    }

    private void people(String at, GroupBody group, Set<String> people, Wanting wanting) {
        wanting.line(at + "/leader", group.leader())
                .count(at + "/members", group.members(), 1, MOST_MEMBERS)
                .count(at + "/agencies", group.agencies(), 1, settings.most())
                .notAfter(at + "/trainedOn", group.trainedOn(), today.date())
                .errorIf(!people.add(group.leader()), at + "/leader", "person.twice", "Each person is in one group.");
        for (int i = 0; i < Math.min(group.members().size(), MOST_MEMBERS); i++) {
            wanting.line(at + "/members/" + i, group.members().get(i))
                    .errorIf(
                            !people.add(group.members().get(i)),
                            at + "/members/" + i,
                            "person.twice",
                            "Each person is in one group.");
        }
        List<String> own = Stream.concat(Stream.of(group.leader()), group.members().stream())
                .toList();
        for (int i = 0; i < group.recused().size(); i++) {
            RecusalBody recusal = group.recused().get(i);
            wanting.comment(at + "/recusals/" + i + "/reason", recusal.reason())
                    .errorIf(
                            own.contains(recusal.member()) && group.agencies().contains(recusal.agency()),
                            at + "/recusals/" + i,
                            "person.recused",
                            recusal.member() + " does not inspect " + recusal.agency() + ".");
        }
    }

    private List<String> above(String at, String agency, Inspection approved, Caller caller, Wanting wanting) {
        List<String> above = units.above(at, agency, caller, wanting);
        wanting.errorIf(
                !above.isEmpty() && !agency.equals(approved.under()) && !above.contains(approved.under()),
                at,
                "agency.elsewhere",
                agency + " is not under " + approved.under() + ".");
        return above;
    }

    private void drawn(String at, @Nullable String draw, Iterable<String> chosen, Caller caller, Wanting wanting) {
        if (draw == null) {
            return;
        }
        Optional<List<String>> result = draws.result(draw, caller);
        if (result.isEmpty()) {
            wanting.error(at, "draw.unknown", "A draw that you may see and that is revealed.");
            return;
        }
        for (String one : chosen) {
            wanting.errorIf(!result.get().contains(one), at, "draw.other", one + " was not drawn.");
        }
    }

    /** Some units of a group are visited from one day to another; those of an announced inspection know it with this. */
    @PostMapping("/{id}/batch")
    ResponseEntity<InspectionView> batch(
            @PathVariable String id,
            @RequestBody BatchBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        Inspection grouped = desk.ready(id, InspectionMove.BATCH, seen, caller);
        Wanting wanting = new Wanting()
                .errorIf(
                        grouped.group(body.group()).isEmpty(),
                        "/group",
                        "group.unknown",
                        "1 to " + grouped.groups().size() + ".")
                .count("/agencies", body.agencies(), 1, settings.most())
                .notBefore("/from", body.from(), grouped.from())
                .notBefore("/to", body.to(), body.from())
                .notAfter("/to", body.to(), grouped.to());
        for (int i = 0; i < Math.min(body.agencies().size(), settings.most()); i++) {
            batched("/agencies/" + i, body.agencies().get(i), body, grouped, wanting);
        }
        wanting.refuse();
        List<String> agencies = body.agencies().stream().distinct().toList();
        Inspection running = steps.batched(grouped, body.group(), agencies, body.from(), body.to());
        return answer(desk.done(grouped, InspectionMove.BATCH, running, caller), caller);
    }

    private void batched(String at, String agency, BatchBody body, Inspection grouped, Wanting wanting) {
        boolean fits = grouped.unit(agency)
                .filter(unit -> unit.group() == body.group() && unit.batch() == null)
                .isPresent();
        if (!fits) {
            wanting.error(at, "agency.unfitting", "A unit of the group that is in no batch yet.");
            return;
        }
        String visited = InspectionSteps.visitedIn(agency, body.from());
        List<Inspection> before = inspections.list(
                Selection.ofAll().where("visitedIn", visited), ListOrder.OPENED, null, settings.mostAYear());
        wanting.errorIf(
                before.size() >= settings.mostAYear(),
                at,
                "frequency.cap",
                agency + " is inspected " + before.size() + " times in "
                        + body.from().getYear() + " already, and " + settings.mostAYear() + " is all there may be.");
    }

    private ResponseEntity<InspectionView> answer(Inspection one, Caller caller) {
        return ResponseEntity.ok().eTag(IfMatch.etag(one.version())).body(view(one, caller));
    }

    private InspectionView view(Inspection one, Caller caller) {
        return InspectionView.of(one, caller, desk.moves(one, caller));
    }
}
