package huikan.gateway.intake;

import huikan.gateway.intake.Intake.Begun;
import huikan.gateway.limit.FilingLimits;
import huikan.service.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/submissions}: one filing. */
@RestController
final class FilingController {

    private final Intake intake;
    private final FilingLimits limits;
    private final IntakeSettings settings;

    FilingController(Intake intake, FilingLimits limits, IntakeSettings settings) {
        this.intake = intake;
        this.limits = limits;
        this.settings = settings;
    }

    @PostMapping(path = "/api/submissions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Acknowledgement> file(
            HttpServletRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller)
            throws IOException, InterruptedException {
        limits.count(caller.login());
        int size = settings.inMemory(request.getContentLengthLong());
        return limits.within(
                caller.login(), size, () -> answer(intake.begin(body(request), IdempotencyKey.of(key), caller)));
    }

    static ResponseEntity<Acknowledgement> answer(Begun begun) throws InterruptedException {
        Acknowledgement answer = switch (begun) {
            case Begun.Known known -> known.answer();
            case Begun.Sent sent -> sent.pending().await();
        };
        return ResponseEntity.accepted()
                .location(URI.create("/api/submissions/" + answer.id()))
                .body(answer);
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        int largest = settings.largestFiling();
        byte[] body = request.getContentLengthLong() > largest
                ? new byte[0]
                : request.getInputStream().readNBytes(largest + 1);
        if (request.getContentLengthLong() > largest || body.length > largest) {
            throw IntakeProblem.TOO_LARGE.because("A filing is at most " + largest + " bytes.");
        }
        return body;
    }
}
