package huikan.submission.waiver;

import huikan.service.page.Page;
import huikan.service.request.Bounds;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.submission.agency.Agencies;
import huikan.submission.cycle.Cycles;
import huikan.submission.rule.CheckRule;
import huikan.submission.version.Versions;
import huikan.text.Blank;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
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

/** {@code /api/rules/{code}/waivers}. */
@RestController
@RequestMapping("/api/rules/{code}/waivers")
final class WaiverController {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    /** They are all looked at with each batch of filings. */
    private static final int MOST_IN_FORCE = 2_000;

    private static final Pattern ID = Pattern.compile("[0-9]{15}-[0-9a-f]{32}");

    private final Waivers waivers;
    private final Versions<CheckRule> rules;
    private final Cycles cycles;
    private final Agencies agencies;
    private final Clock clock;

    WaiverController(Waivers waivers, Versions<CheckRule> rules, Cycles cycles, Agencies agencies, Clock clock) {
        this.waivers = waivers;
        this.rules = rules;
        this.cycles = cycles;
        this.agencies = agencies;
        this.clock = clock;
    }

    record WaiverBody(@Nullable String cycle, @Nullable String agency, String reason, LocalDate until) {}

    /** All that there were, also those that are over. */
    @GetMapping
    Page<Waiver> list(
            @PathVariable String code,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        String after = cursor == null ? null : Page.cursor(ID, cursor).group();
        rules.one(code, null);
        return Page.of(waivers.list(code, after, most), most, Waiver::id, one -> one);
    }

    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping
    ResponseEntity<Waiver> grant(@PathVariable String code, @RequestBody WaiverBody body, Caller caller) {
        requireAdmin(caller);
        rules.one(code, null);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = LocalDate.ofInstant(now, PLACE);
        check(body, today);
        if (waivers.countInForce(today) >= MOST_IN_FORCE) {
            throw WaiverProblem.TOO_MANY.because("At most " + MOST_IN_FORCE + " are in force at once.");
        }
        Waiver waiver = new Waiver(
                "%015d-%s"
                        .formatted(
                                now.toEpochMilli(), UUID.randomUUID().toString().replace("-", "")),
                code,
                body.cycle(),
                body.agency(),
                body.reason().strip(),
                body.until(),
                caller.login(),
                now,
                null,
                null);
        waivers.grant(waiver);
        return ResponseEntity.created(URI.create("/api/rules/" + code + "/waivers/" + waiver.id()))
                .body(waiver);
    }

    private void check(WaiverBody body, LocalDate today) {
        Violations errors = new Violations();
        errors.addIf(
                body.cycle() == null && body.agency() == null,
                "",
                "waiver.scope",
                "It is for a cycle, for an agency, or for both.");
        errors.addIf(
                body.cycle() != null && cycles.find(body.cycle()).isEmpty(),
                "/cycle",
                "cycle.unknown",
                "There is no such cycle.");
        errors.addIf(
                body.agency() != null && agencies.find(body.agency()).isEmpty(),
                "/agency",
                "agency.unknown",
                "There is no such agency.");
        errors.addIf(
                Blank.is(body.reason())
                        || body.reason().length() > Bounds.LINE
                        || body.reason().chars().anyMatch(Character::isISOControl),
                "/reason",
                "text.malformed",
                "1 to " + Bounds.LINE + " characters in one line.");
        errors.notBefore("/until", body.until(), today);
        errors.refuse(WaiverProblem.INVALID);
    }

    /** From now on filings are held to the rule again; what was filed under it stays. */
    @PostMapping("/{id}/end")
    Waiver end(@PathVariable String code, @PathVariable String id, Caller caller) {
        requireAdmin(caller);
        known(code, id);
        if (!waivers.end(id, caller.login(), clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
            throw WaiverProblem.ENDED.because("It was ended before.");
        }
        return known(code, id);
    }

    @GetMapping("/{id}")
    Waiver one(@PathVariable String code, @PathVariable String id) {
        return known(code, id);
    }

    private Waiver known(String code, String id) {
        return waivers.find(id)
                .filter(one -> one.rule().equals(code))
                .orElseThrow(() -> WaiverProblem.UNKNOWN.because("There is no waiver " + id + " of " + code + "."));
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw WaiverProblem.ADMIN_ONLY.because("The login " + caller.login() + " is not the administrator.");
        }
    }
}
