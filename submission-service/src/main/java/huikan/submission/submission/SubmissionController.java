package huikan.submission.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.Relayer;
import huikan.problem.FieldError;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.problem.Problem;
import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.agency.AgencyAccess;
import huikan.submission.rule.Check;
import huikan.trail.Trail;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/submissions}, all but the filing itself, which the gateway takes, and its dry run. */
@RestController
@RequestMapping("/api/submissions")
class SubmissionController {

    private static final int LONGEST_WAIT_SECONDS = 30;
    /** For what another instance settles. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Submissions submissions;
    private final SubmissionLists lists;
    private final AgencyAccess access;
    private final Withdrawals withdrawals;
    private final SettledSignal signal;

    SubmissionController(
            Submissions submissions,
            SubmissionLists lists,
            AgencyAccess access,
            Withdrawals withdrawals,
            SettledSignal signal) {
        this.submissions = submissions;
        this.lists = lists;
        this.access = access;
        this.withdrawals = withdrawals;
        this.signal = signal;
    }

    /**
     * How a filing stands.
     *
     * @param revision the how-manieth filing of its obligation it is; 0 until it is accepted
     * @param late accepted, and after the due date
     * @param checks those that failed, or that an explanation made good
     * @param checksPassed how many passed by themselves
     * @param relayedBy who filed it on behalf of the agency; left out where the agency filed for itself
     * @param signedOffBy the login that signed its draft off (签发); left out where nobody did
     * @param explainedBefore for each rule that is explained, in how many other cycles the agency explained it before; only of one that
     *     is asked for alone
     * @param restates the approved filing that it corrects, itself or by what it replaces: it is not withdrawn; only of one that is
     *     asked for alone
     */
    record SubmissionView(
            String id,
            String cycle,
            String agency,
            long revision,
            SubmissionStatus state,
            String digest,
            Instant receivedAt,
            boolean late,
            @Nullable String replaces,
            List<Check> checks,
            long checksPassed,
            @Nullable RejectionView rejection,
            long version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Relayer relayedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String signedOffBy,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            Map<String, Integer> explainedBefore,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String restates) {
        static SubmissionView of(Submission one) {
            return of(one, null, null);
        }

        static SubmissionView of(
                Submission one, @Nullable Map<String, Integer> explainedBefore, @Nullable String restates) {
            return new SubmissionView(
                    one.id(),
                    one.cycle(),
                    one.agency(),
                    one.revision(),
                    one.status(),
                    one.digest(),
                    one.receivedAt(),
                    one.late(),
                    one.replaces(),
                    one.checks(),
                    one.checksPassed(),
                    RejectionView.of(one.rejection()),
                    one.version(),
                    one.relayedBy(),
                    one.signedOffBy(),
                    explainedBefore,
                    restates);
        }
    }

    /** A problem, as it would have been answered had the filing been assessed at the door. */
    record RejectionView(String type, String title, String detail, List<FieldError> errors) {
        static @Nullable RejectionView of(Submission.@Nullable Rejection rejection) {
            if (rejection == null) {
                return null;
            }
            String title = Arrays.stream(SubmissionProblem.values())
                    .map(SubmissionProblem::kind)
                    .filter(kind -> kind.code().equals(rejection.code()))
                    .map(Problem.Kind::title)
                    .findFirst()
                    .orElse("");
            return new RejectionView("/problems/" + rejection.code(), title, rejection.detail(), rejection.errors());
        }
    }

    @GetMapping("/{id}")
    ResponseEntity<SubmissionView> one(
            @PathVariable String id, @RequestParam(defaultValue = "0") int wait, Caller caller)
            throws InterruptedException {
        Submission found = await(id, caller, Math.clamp(wait, 0, LONGEST_WAIT_SECONDS));
        String restates = Optional.ofNullable(found.replaces())
                .flatMap(submissions::find)
                .map(Submission::restated)
                .orElse(null);
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(found.version()))
                .body(SubmissionView.of(found, submissions.explainedBefore(found), restates));
    }

    @GetMapping("/{id}/document")
    ResponseEntity<String> document(@PathVariable String id, Caller caller) {
        Submission found = visible(id, caller).orElseThrow(() -> unknown(id));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag("\"" + found.digest() + "\"")
                .body(submissions.body(id).orElseThrow(() -> unknown(id)));
    }

    /** The hash-chained history. */
    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        Submission found = visible(id, caller).orElseThrow(() -> unknown(id));
        return submissions.trail(found.id()).orElseThrow(() -> unknown(id));
    }

    @GetMapping
    Page<SubmissionView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cycle,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable SubmissionStatus state,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        // what is a predecessor's hangs under that, and not under who came in its place
        String of = under == null && agency != null && caller.actsFor(agency) ? agency : under;
        return lists.list(access.subtree(caller, of), cycle, agency, state, cursor, Page.limit(limit))
                .map(SubmissionView::of);
    }

    @PostMapping("/{id}/withdrawal")
    ResponseEntity<SubmissionView> withdraw(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Submission found = visible(id, caller).orElseThrow(() -> unknown(id));
        if (!caller.actsFor(found.agency()) || caller.role() != Role.REPORTER) {
            throw SubmissionProblem.NOT_YOURS.because(caller.login() + " does not file for " + found.agency() + ".");
        }
        IfMatch.require(ifMatch, found.version());
        if (!SubmissionMove.WITHDRAW.mayBeMadeIn(found.status()) || found.reviewed()) {
            throw SubmissionProblem.NOT_WITHDRAWABLE.because(
                    "It is " + found.status() + (found.reviewed() ? ", and a reviewer has taken it on." : "."));
        }
        withdrawals.restatedBy(found).ifPresent(approved -> {
            throw SubmissionProblem.RESTATEMENT.because("It corrects " + approved
                    + ", which was approved and has no slot any more: file another correction, which names "
                    + found.id()
                    + " in \"replaces\".");
        });
        if (!withdrawals.withdraw(found, caller.login())) {
            throw IfMatch.overtaken();
        }
        Submission now = submissions.find(id).orElseThrow(() -> unknown(id));
        return ResponseEntity.ok().eTag(IfMatch.etag(now.version())).body(SubmissionView.of(now));
    }

    private Submission await(String id, Caller caller, int seconds) throws InterruptedException {
        Optional<Submission> found = visible(id, caller);
        if (found.isEmpty() && seconds > 0) {
            found = awaited(id, caller, Duration.ofSeconds(seconds));
        }
        return found.orElseThrow(() -> unknown(id));
    }

    private Optional<Submission> awaited(String id, Caller caller, Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        try (SettledSignal.Wait wait = signal.forOne(id)) {
            Optional<Submission> found = visible(id, caller);
            for (long left = until - System.nanoTime(); found.isEmpty() && left > 0; left = until - System.nanoTime()) {
                wait.await(Duration.ofNanos(Math.min(left, LOOK_AGAIN.toNanos())));
                found = visible(id, caller);
            }
            return found;
        }
    }

    private Optional<Submission> visible(String id, Caller caller) {
        return submissions.find(id).filter(one -> caller.maySee(one.seenBy()));
    }

    static ProblemException unknown(String id) {
        return SubmissionProblem.UNKNOWN
                .because("There is no submission " + id + " that you may see; one just sent may be on its way.")
                .retryAfter(Duration.ofSeconds(1));
    }
}
