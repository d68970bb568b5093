package huikan.gateway.intake;

import huikan.gateway.intake.DraftBodies.DraftBody;
import huikan.gateway.limit.FilingLimits;
import huikan.service.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/drafts/{cycle}/{agency}/filing}: what is written down as a draft is filed as any other filing. */
@RestController
final class DraftFilingController {

    private final DraftBodies drafts;
    private final Intake intake;
    private final FilingLimits limits;
    private final IntakeSettings settings;

    DraftFilingController(DraftBodies drafts, Intake intake, FilingLimits limits, IntakeSettings settings) {
        this.drafts = drafts;
        this.intake = intake;
        this.limits = limits;
        this.settings = settings;
    }

    /**
     * Acknowledged as a filing. An agency that relays files the drafts of others here, and nowhere else: whether it may is asked of
     * who keeps the draft. Filing the same version again is the same filing: it is answered the same submission.
     *
     * @param ifMatch the version that was seen; left out, the one that is there is filed
     * @param key instead of the draft's own: the same content is another filing
     */
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping(path = "/api/drafts/{cycle}/{agency}/filing", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Acknowledgement> file(
            @PathVariable String cycle,
            @PathVariable String agency,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request,
            Caller caller)
            throws IOException, InterruptedException {
        limits.count(caller.login());
        IdempotencyKey asked = IdempotencyKey.of(key);
        String authorization = String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION));
        return limits.within(caller.login(), settings.largestFiling(), () -> {
            DraftBody draft = drafts.read(cycle, agency, ifMatch, authorization);
            return FilingController.answer(intake.begin(
                    draft.body().getBytes(StandardCharsets.UTF_8),
                    Objects.requireNonNullElse(asked, draft.key()),
                    caller,
                    draft.origin()));
        });
    }
}
