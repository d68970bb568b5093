package huikan.submission.intake;

import huikan.filing.Filing;
import huikan.filing.FilingRead;
import huikan.filing.FilingReader;
import huikan.service.security.Caller;
import huikan.submission.intake.Assessment.Verdict;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.rule.Check;
import huikan.submission.rule.CheckRule.Severity;
import huikan.submission.submission.SubmissionProblem;
import huikan.submission.submission.SubmissionStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/submissions/check}: what would become of a filing. */
@RestController
@RequestMapping("/api/submissions/check")
final class CheckController {

    /** As at the gateway: 1 MiB. */
    private static final int LARGEST = 1 << 20;

    private final Obligations obligations;
    private final Assessment assessment;
    private final Clock clock;

    CheckController(Obligations obligations, Assessment assessment, Clock clock) {
        this.obligations = obligations;
        this.assessment = assessment;
        this.clock = clock;
    }

    /** The answer of a dry run. */
    record CheckView(SubmissionStatus outcome, List<Check> checks) {}

    @PostMapping
    CheckView check(InputStream body, Caller caller) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw SubmissionProblem.TOO_LARGE.because("A filing is at most " + LARGEST + " bytes.");
        }
        Filing filing = switch (FilingReader.read(bytes)) {
            case FilingRead.Unreadable unreadable -> throw SubmissionProblem.UNREADABLE.because(unreadable.why());
            case FilingRead.Malformed malformed ->
                throw SubmissionProblem.MALFORMED.because(
                        malformed.errors().size() + " fields are wrong.", malformed.errors());
            case FilingRead.WellFormed wellFormed -> wellFormed.filing();
        };
        if (!caller.actsFor(filing.agency())) {
            throw SubmissionProblem.NOT_YOURS.because(caller.login() + " does not act for " + filing.agency() + ".");
        }
        return checked(filing);
    }

    private CheckView checked(Filing filing) {
        Optional<Obligation> owed = obligations.find(filing.cycle(), filing.agency());
        Verdict verdict = assessment.of(filing, clock.instant(), owed);
        List<Check> checks = new ArrayList<>();
        if (verdict instanceof Verdict.Failed failed) {
            failed.errors().stream()
                    .filter(error -> failed.checks().stream()
                            .noneMatch(check -> check.rule().equals(error.code())))
                    .forEach(error -> checks.add(
                            new Check(error.code(), Severity.HARD, false, error.pointer(), error.message(), false)));
        }
        checks.addAll(verdict.checks());
        Optional<String> inTheWay = owed.map(Obligation::current).filter(holder -> !holder.equals(filing.replaces()));
        inTheWay.ifPresent(holder -> checks.add(new Check(
                SubmissionProblem.SLOT_HELD.kind().code(),
                Severity.HARD,
                false,
                "/replaces",
                Slots.heldBy(holder),
                false)));
        boolean passed = verdict instanceof Verdict.Passed && inTheWay.isEmpty();
        return new CheckView(passed ? SubmissionStatus.ACCEPTED : SubmissionStatus.REJECTED, checks);
    }
}
