package huikan.submission.intake;

import huikan.filing.Filing;
import huikan.filing.FilingRead;
import huikan.filing.FilingReader;
import huikan.service.security.Caller;
import huikan.submission.intake.DryRun.CheckView;
import huikan.submission.submission.SubmissionProblem;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/submissions/check}: what would become of a filing. */
@RestController
@RequestMapping("/api/submissions/check")
final class CheckController {

    /** As at the gateway: 1 MiB. */
    private static final int LARGEST = 1 << 20;

    private final DryRun dryRun;

    CheckController(DryRun dryRun) {
        this.dryRun = dryRun;
    }

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
                        "Errors: " + malformed.errors().size() + ".", malformed.errors());
            case FilingRead.WellFormed wellFormed -> wellFormed.filing();
        };
        if (!caller.actsFor(filing.agency())) {
            throw SubmissionProblem.NOT_YOURS.because(caller.login() + " does not act for " + filing.agency() + ".");
        }
        return dryRun.direct(filing);
    }
}
