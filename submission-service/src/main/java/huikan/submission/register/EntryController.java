package huikan.submission.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.problem.ProblemException;
import huikan.service.request.Filled;
import huikan.service.request.Note;
import huikan.service.request.RequestReader;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.AgencyAccess;
import huikan.submission.register.Entry.State;
import huikan.submission.register.RegisterCounts.CountedFigure;
import huikan.submission.register.RegisterCounts.Total;
import huikan.submission.rule.CheckRules;
import huikan.trail.Trail;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/register-kinds/{kind}/entries}, and what they come to. */
@RestController
@RequestMapping("/api/register-kinds/{kind}")
final class EntryController {

    private final RegisterKinds kinds;
    private final Entries entries;
    private final EntryChanges changes;
    private final EntryLists lists;
    private final RegisterCounts counts;
    private final CheckRules rules;
    private final Agencies agencies;
    private final AgencyAccess access;

    EntryController(
            RegisterKinds kinds,
            Entries entries,
            EntryChanges changes,
            EntryLists lists,
            RegisterCounts counts,
            CheckRules rules,
            Agencies agencies,
            AgencyAccess access) {
        this.kinds = kinds;
        this.entries = entries;
        this.changes = changes;
        this.lists = lists;
        this.counts = counts;
        this.rules = rules;
        this.agencies = agencies;
        this.access = access;
    }

    /**
     * How an entry stands from a day on. Dates are Asia/Shanghai.
     *
     * @param values by the fields of the kind
     * @param published it may be read by everybody, where the kind is published
     */
    record EntryBody(LocalDate from, boolean published, Map<String, Object> values) {}

    record EndBody(LocalDate on, @Filled @Note String reason) {}

    /**
     * An entry as it stands on a day.
     *
     * @param from since when
     * @param values null where it is not in the register on that day
     * @param version of its last change, whichever day is asked for
     * @param history all that it said, from the first; only of one that is asked for alone, by whoever may see the register
     */
    record EntryView(
            String id,
            String agency,
            @Nullable LocalDate from,
            @Nullable Map<String, Object> values,
            boolean published,
            long version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<State> history) {

        static EntryView of(Entry one, LocalDate day, @Nullable List<State> history) {
            Optional<State> state = one.on(day);
            return new EntryView(
                    one.id(),
                    one.agency(),
                    state.map(State::from).orElse(null),
                    state.map(State::values).orElse(null),
                    state.map(State::published).orElse(false),
                    one.version(),
                    history);
        }
    }

    /**
     * What a register comes to.
     *
     * @param version of the kind
     * @param kept the agency has, or had, an entry in it: its figures are compared with what it files
     * @param against what rules compare of what the registers of others have against it; told to the agency itself, and left out where they
     *     have, and had, nothing
     */
    record RegisterCountView(
            String kind,
            int version,
            String agency,
            LocalDate from,
            LocalDate to,
            boolean kept,
            List<CountedFigure> counts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<CountedFigure> against) {}

    /**
     * As they were in the register on a day, in the order of the agencies. A page may have fewer than asked for, or none, and another
     * one behind it.
     *
     * @param agency only its own
     * @param under or those of the agencies under this one; null for the caller's own
     * @param on today when it is left out
     * @param published only what is published: of any agency, where the kind is published
     * @param q what they say in one of their fields, whatever its case: a text, a number, a date, or what a choice is called
     */
    @GetMapping(path = "/entries", produces = MediaType.APPLICATION_JSON_VALUE)
    Page<EntryView> list(
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(defaultValue = "false") boolean published,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        RegisterKind known = kinds.known(kind);
        LocalDate day = on == null ? changes.today() : on;
        return lists.page(EntryFilter.of(known, day, published, q), caller, agency, under, Page.limit(limit), cursor)
                .map(one -> EntryView.of(one, day, null));
    }

    /** As it stands today, with its history. */
    @GetMapping("/entries/{id}")
    ResponseEntity<EntryView> one(@PathVariable String kind, @PathVariable String id, Caller caller) {
        Entry found = found(kind, id);
        if (!isSeen(found, caller)) {
            LocalDate today = changes.today();
            boolean open = kinds.known(kind).published()
                    && found.on(today).filter(State::published).isPresent();
            if (!open) {
                throw unknown(kind, id);
            }
            return ResponseEntity.ok(EntryView.of(found, today, null));
        }
        return answer(found, 200);
    }

    /** Who changed it. */
    @GetMapping("/entries/{id}/trail")
    Trail trail(@PathVariable String kind, @PathVariable String id, Caller caller) {
        Entry found = found(kind, id);
        if (!isSeen(found, caller)) {
            throw unknown(kind, id);
        }
        return entries.trail(id);
    }

    /** One more in the register of the caller's own agency. */
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping("/entries")
    ResponseEntity<EntryView> enter(@PathVariable String kind, @RequestBody EntryBody body, Caller caller) {
        RegisterKind known = kinds.known(kind);
        String agency = EntryChanges.keeper(caller);
        Entry entered = changes.enter(known, agency, body.values(), body.from(), body.published(), caller);
        return answer(entered, 201);
    }

    /** It says something else from a day on; what it said before that day stays. One that was ended is in the register again. */
    @PutMapping("/entries/{id}")
    ResponseEntity<EntryView> put(
            @PathVariable String kind,
            @PathVariable String id,
            @RequestBody EntryBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Entry seen = own(kind, id, ifMatch, caller);
        return answer(
                changes.change(kinds.known(kind), seen, body.values(), body.from(), body.published(), caller), 200);
    }

    /** From a day on it is not in the register. */
    @PostMapping("/entries/{id}/end")
    ResponseEntity<EntryView> end(
            @PathVariable String kind,
            @PathVariable String id,
            @RequestBody EndBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        new Violations().addAll(RequestReader.errors(body)).refuse(RegisterProblem.ENTRY_INVALID);
        Entry seen = own(kind, id, ifMatch, caller);
        return answer(changes.end(seen, body.on(), body.reason().strip(), caller), 200);
    }

    /**
     * The figures of a period, of what was in the register on its last day.
     *
     * @param agency null for the caller's own
     */
    @GetMapping("/count")
    RegisterCountView count(
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            Caller caller) {
        RegisterKind known = kinds.known(kind);
        String of = access.one(caller, agency);
        new Violations()
                .addIf(to.isBefore(from), "/to", "date.order", "It ends before it begins.")
                .refuse(RegisterProblem.INVALID);
        Total total = counts.of(known, of, from, to);
        return new RegisterCountView(
                known.id(),
                known.version(),
                of,
                from,
                to,
                total.kept(),
                total.counts(),
                known.against() != null && caller.actsFor(of) ? against(known, of, from, to) : null);
    }

    /** What a rule would tell the agency anyway, and nothing else of registers that it may not read. Null where there never was any. */
    private @Nullable List<CountedFigure> against(RegisterKind kind, String agency, LocalDate from, LocalDate to) {
        Total against = counts.against(kind, agency, from, to);
        Set<String> told = rules.comparedAgainst();
        return !against.kept()
                ? null
                : against.counts().stream()
                        .filter(one -> told.contains(one.indicator()))
                        .toList();
    }

    private Entry found(String kind, String id) {
        return entries.find(id)
                .filter(one -> one.kind().equals(kinds.known(kind).id()))
                .orElseThrow(() -> unknown(kind, id));
    }

    private boolean isSeen(Entry one, Caller caller) {
        return agencies.find(one.agency())
                .filter(agency -> caller.maySee(agency.seenBy()))
                .isPresent();
    }

    private static ProblemException unknown(String kind, String id) {
        return RegisterProblem.ENTRY_UNKNOWN.because("There is no entry " + id + " of " + kind + " that you may see.");
    }

    private Entry own(String kind, String id, @Nullable String ifMatch, Caller caller) {
        Entry seen = found(kind, id);
        if (!isSeen(seen, caller)) {
            throw unknown(kind, id);
        }
        if (!caller.actsFor(seen.agency())) {
            throw RegisterProblem.NOT_YOURS.because(caller.login() + " does not act for " + seen.agency() + ".");
        }
        String unused = EntryChanges.keeper(caller);
        IfMatch.require(ifMatch, seen.version());
        return seen;
    }

    private ResponseEntity<EntryView> answer(Entry one, int status) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).eTag(IfMatch.etag(one.version()));
        if (status == HttpStatus.CREATED.value()) {
            answer.location(URI.create("/api/register-kinds/" + one.kind() + "/entries/" + one.id()));
        }
        return answer.body(EntryView.of(one, changes.today(), one.states()));
    }
}
