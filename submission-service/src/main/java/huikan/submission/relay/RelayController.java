package huikan.submission.relay;

import huikan.service.page.Page;
import huikan.service.problem.ProblemException;
import huikan.service.request.Bounds;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.form.Form;
import huikan.submission.version.Versions;
import huikan.text.Blank;
import huikan.trail.Trail;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** {@code /api/relays}: who files for whom. Read by those whom it concerns and by those above them. */
@RestController
@RequestMapping("/api/relays")
final class RelayController {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    /** They are all looked at with each draft that is written for another. */
    private static final int MOST_IN_FORCE = 200;

    private static final int LONGEST_YEARS = 5;
    private static final String BELOW = "below:";
    private static final Pattern ID = Pattern.compile("[0-9]{15}-[0-9a-f]{32}");

    private final Relays relays;
    private final Versions<Form> forms;
    private final Agencies agencies;
    private final Clock clock;

    RelayController(Relays relays, Versions<Form> forms, Agencies agencies, Clock clock) {
        this.relays = relays;
        this.forms = forms;
        this.agencies = agencies;
        this.clock = clock;
    }

    /**
     * What is granted.
     *
     * @param agency who is to relay
     * @param under that agency, for all below it; or one below it, for that one and all below that
     * @param from the first day, Asia/Shanghai, today or later
     * @param until the last one, within five years
     */
    record RelayBody(String form, String agency, String under, LocalDate from, LocalDate until, String reason) {}

    /** All that there were, also those that are over. */
    @GetMapping
    Page<Relay> list(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        String after = cursor == null ? null : Page.cursor(ID, cursor).group();
        return Page.of(relays.list(readers(caller), after, most), most, Relay::id, one -> one);
    }

    @GetMapping("/{id}")
    Relay one(@PathVariable String id, Caller caller) {
        return known(id, caller);
    }

    /** The hash-chained history. */
    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        return relays.trail(known(id, caller).id());
    }

    /** By the administrator, or by a supervisor who stands above all whom it concerns. */
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping
    ResponseEntity<Relay> grant(@RequestBody RelayBody body, Caller caller) {
        Instant now = now();
        LocalDate today = LocalDate.ofInstant(now, PLACE);
        Optional<Agency> agency = agencies.find(body.agency()).filter(one -> caller.maySee(one.seenBy()));
        Optional<Agency> under = agencies.find(body.under()).filter(one -> caller.maySee(one.seenBy()));
        agency.ifPresent(one -> requireAbove(caller, one));
        forms.one(body.form(), null);
        check(body, agency.orElse(null), under.orElse(null), today);
        requireRoom(body, today);
        Relay relay = new Relay(
                "%015d-%s"
                        .formatted(
                                now.toEpochMilli(), UUID.randomUUID().toString().replace("-", "")),
                body.form(),
                body.agency(),
                body.under(),
                body.from(),
                body.until(),
                body.reason().strip(),
                caller.login(),
                now,
                null,
                null);
        relays.grant(relay, readers(agency.orElseThrow(), under.orElseThrow()), caller.agency());
        // of two who grant the same at one moment both see the other's, and neither stands
        overlapping(body, today)
                .filter(one -> !one.id().equals(relay.id()))
                .findFirst()
                .ifPresent(other -> {
                    relays.takeBack(relay.id());
                    throw RelayProblem.EXISTS.because(
                            "It was granted twice at one moment: look which one stands, or try again.");
                });
        return ResponseEntity.created(URI.create("/api/relays/" + relay.id())).body(relay);
    }

    /** From this moment on nothing is written or filed by it; what was filed stays. */
    @PostMapping("/{id}/end")
    Relay end(@PathVariable String id, Caller caller) {
        Relay seen = known(id, caller);
        requireAbove(caller, agencies.find(seen.agency()).orElseThrow());
        if (!relays.end(id, caller.login(), caller.agency(), now())) {
            throw RelayProblem.ENDED.because("It was ended before.");
        }
        return known(id, caller);
    }

    private static void check(RelayBody body, @Nullable Agency agency, @Nullable Agency under, LocalDate today) {
        Violations errors = new Violations();
        errors.addIf(agency == null, "/agency", "agency.unknown", "There is no such agency that you may see.");
        errors.addIf(under == null, "/under", "agency.unknown", "There is no such agency that you may see.");
        errors.addIf(
                agency != null && under != null && !under.seenBy().contains(agency.code()),
                "/under",
                "relay.not-below",
                body.under() + " is not below " + body.agency() + ".");
        errors.addIf(
                Blank.is(body.reason())
                        || body.reason().length() > Bounds.LINE
                        || body.reason().chars().anyMatch(Character::isISOControl),
                "/reason",
                "text.malformed",
                "1 to " + Bounds.LINE + " characters in one line.");
        errors.notBefore("/from", body.from(), today);
        errors.notBefore("/until", body.until(), body.from());
        errors.notAfter("/until", body.until(), today.plusYears(LONGEST_YEARS));
        errors.refuse(RelayProblem.INVALID);
    }

    /** Nobody grants it to themselves. Whoever stands above the agency that relays stands above those below it. */
    private static void requireAbove(Caller caller, Agency agency) {
        boolean above = caller.is(Role.SUPERVISOR) && !caller.actsFor(agency.code()) && caller.maySee(agency.seenBy());
        if (!caller.isAdmin() && !above) {
            throw RelayProblem.SUPERIORS_ONLY.because(
                    "The login " + caller.login() + " is no supervisor of an agency above " + agency.code() + ".");
        }
    }

    private void requireRoom(RelayBody body, LocalDate today) {
        if (relays.standing(body.agency(), today).size() >= MOST_IN_FORCE) {
            throw RelayProblem.TOO_MANY.because("At most " + MOST_IN_FORCE + " of one agency are in force at once.");
        }
        overlapping(body, today).findFirst().ifPresent(same -> {
            throw exists(same);
        });
    }

    private Stream<Relay> overlapping(RelayBody body, LocalDate today) {
        return relays.standing(body.agency(), today).stream()
                .filter(one -> one.form().equals(body.form())
                        && one.under().equals(body.under())
                        && !one.until().isBefore(body.from())
                        && !body.until().isBefore(one.from()));
    }

    private static ProblemException exists(Relay same) {
        return RelayProblem.EXISTS.because(same.id() + " is from " + same.from() + " until " + same.until() + ".");
    }

    private Relay known(String id, Caller caller) {
        return relays.find(id, readers(caller))
                .orElseThrow(() -> RelayProblem.UNKNOWN.because("There is no relay " + id + " that you may see."));
    }

    /** Those who may read a relay: both agencies and those above them, and whoever is below. */
    private static Set<String> readers(Agency agency, Agency under) {
        return Stream.concat(
                        Stream.concat(agency.seenBy().stream(), under.seenBy().stream()),
                        Stream.of(BELOW + under.code()))
                .collect(Collectors.toSet());
    }

    /** As what of those a caller reads; null for whoever reads all. */
    private @Nullable Set<String> readers(Caller caller) {
        String own = caller.agency();
        if (own == null) {
            return caller.isAdmin() ? null : Set.of();
        }
        return Stream.concat(
                        Stream.of(own),
                        agencies.find(own).stream()
                                .flatMap(one -> one.seenBy().stream())
                                .map(code -> BELOW + code))
                .collect(Collectors.toSet());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
