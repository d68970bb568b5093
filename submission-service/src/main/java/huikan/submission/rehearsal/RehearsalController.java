package huikan.submission.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.problem.FieldError;
import huikan.service.security.Caller;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.rehearsal.Rehearsal.Item;
import huikan.submission.rule.CheckRule;
import huikan.submission.submission.SubmissionLists;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.version.Versions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/rules/{code}/rehearsal}. */
@RestController
final class RehearsalController {

    private static final int MOST_OPEN = 20;
    private static final Duration KEPT = Duration.ofDays(30);

    private final Rehearsals rehearsals;
    private final Versions<CheckRule> rules;
    private final Cycles cycles;
    private final SubmissionLists submissions;
    private final Clock clock;

    RehearsalController(
            Rehearsals rehearsals, Versions<CheckRule> rules, Cycles cycles, SubmissionLists submissions, Clock clock) {
        this.rehearsals = rehearsals;
        this.rules = rules;
        this.cycles = cycles;
        this.submissions = submissions;
        this.clock = clock;
    }

    record RehearsalBody(String cycle) {}

    /**
     * How far it is.
     *
     * @param total the filings that stood in the cycle when it was asked for
     * @param failed how many would have failed without an explanation; the first 500 are the items
     */
    record RehearsalView(
            String id,
            String rule,
            int version,
            String cycle,
            String by,
            Instant at,
            boolean done,
            long total,
            long checked,
            long failed,
            List<Item> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String error) {
        static RehearsalView of(Rehearsal one) {
            return new RehearsalView(
                    one.id(),
                    one.rule().code(),
                    one.rule().version(),
                    one.cycle(),
                    one.by(),
                    one.at(),
                    one.done(),
                    one.total(),
                    one.checked(),
                    one.failed(),
                    one.items(),
                    one.error());
        }
    }

    /** Of the draft, or of the last version where there is none. It goes on in the background. */
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/api/rules/{code}/rehearsal")
    ResponseEntity<RehearsalView> begin(@PathVariable String code, @RequestBody RehearsalBody body, Caller caller) {
        requireAdmin(caller);
        CheckRule rule = rules.one(code, null).version();
        Cycle cycle = cycles.find(body.cycle())
                .orElseThrow(() -> invalid("cycle.unknown", "There is no cycle " + body.cycle() + "."));
        if (!rule.appliesTo(cycle.to())) {
            throw invalid("cycle.period", "The rule does not apply to a period that ends on " + cycle.to() + ".");
        }
        if (rehearsals.countOpen() >= MOST_OPEN) {
            throw RehearsalProblem.TOO_MANY.because("At most " + MOST_OPEN + " are under way at once.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        rehearsals.clear(now.minus(KEPT));
        Rehearsal begun = new Rehearsal(
                UUID.randomUUID().toString().replace("-", ""),
                rule,
                cycle.id(),
                caller.login(),
                now,
                "",
                false,
                submissions.count(cycle.id(), null, SubmissionStatus.STANDING),
                0,
                0,
                List.of(),
                null);
        rehearsals.begin(begun);
        return ResponseEntity.accepted()
                .location(URI.create("/api/rules/" + code + "/rehearsal/" + begun.id()))
                .body(RehearsalView.of(begun));
    }

    private static RuntimeException invalid(String code, String message) {
        return RehearsalProblem.INVALID.because(message, List.of(new FieldError("/cycle", code, message)));
    }

    @GetMapping("/api/rules/{code}/rehearsal/{id}")
    RehearsalView one(@PathVariable String code, @PathVariable String id, Caller caller) {
        requireAdmin(caller);
        return rehearsals
                .find(id)
                .filter(one -> one.rule().code().equals(code))
                .map(RehearsalView::of)
                .orElseThrow(
                        () -> RehearsalProblem.UNKNOWN.because("There is no rehearsal " + id + " of " + code + "."));
    }

    /** It tells of the filings of all. */
    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw RehearsalProblem.ADMIN_ONLY.because("The login " + caller.login() + " is not the administrator.");
        }
    }
}
