package huikan.gateway.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.gateway.intake.Intake.Begun;
import huikan.gateway.limit.FilingLimits;
import huikan.service.problem.ProblemBody;
import huikan.service.problem.ProblemException;
import huikan.service.problem.Problems;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/submissions/batch}: one filing a line, each answered by itself, in the same order. */
@RestController
final class BatchController {

    private static final String NDJSON = "application/x-ndjson";

    /** Errors of one batch told in full; after that a line is only told how many it has. */
    private static final int MOST_ERRORS = 20_000;

    private final Intake intake;
    private final FilingLimits limits;
    private final IntakeSettings settings;
    private final JsonMapper json;

    BatchController(Intake intake, FilingLimits limits, IntakeSettings settings, JsonMapper json) {
        this.intake = intake;
        this.limits = limits;
        this.settings = settings;
        this.json = json;
    }

    /**
     * The answer to one line.
     *
     * @param line counted from 1, blank ones too
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            int line,
            @Nullable String id,
            @Nullable String receipt,
            @Nullable ProblemBody problem) {}

    /** What is known of a line when all were read. */
    private sealed interface Outcome {
        record Refused(ProblemException why) implements Outcome {}

        record Under(Begun way) implements Outcome {}

        /** A hostile batch must not make an answer many times its own size. */
        default Outcome withoutErrors() {
            return this instanceof Refused refused
                    ? new Refused(refused.why().problem().because(refused.why().detail()))
                    : this;
        }
    }

    private record Numbered(int line, Outcome outcome) {}

    @PostMapping(path = "/api/submissions/batch", consumes = NDJSON)
    void batch(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller)
            throws IOException, InterruptedException {
        if (caller.role() != Role.REPORTER) {
            throw IntakeProblem.NOT_YOURS.because(caller.login() + " is no reporter.");
        }
        int size = settings.inMemory(request.getContentLengthLong());
        limits.within(caller.login(), size, () -> {
            List<Numbered> lines = begin(
                    new Lines(request.getInputStream(), settings.largestFiling()), IdempotencyKey.of(key), caller);
            answer(lines, response);
            return lines.size();
        });
    }

    private void answer(List<Numbered> lines, HttpServletResponse response) throws IOException, InterruptedException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(NDJSON);
        OutputStream out = response.getOutputStream();
        for (Numbered line : lines) {
            out.write(json.writeValueAsBytes(answer(line)));
            out.write('\n');
        }
        out.flush();
    }

    /** Sends every line off before waiting for any. */
    private List<Numbered> begin(Lines in, @Nullable IdempotencyKey key, Caller caller) throws IOException {
        List<Numbered> lines = new ArrayList<>();
        boolean unavailable = false;
        int errors = 0;
        int number = 0;
        Lines.Line line;
        while ((line = in.next()) != null) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (lines.size() == settings.longestBatch()) {
                lines.add(new Numbered(
                        number,
                        new Outcome.Refused(IntakeProblem.BATCH_TOO_LONG.because("A batch has at most "
                                + settings.longestBatch() + " lines; this one and those after it were not taken."))));
                break;
            }
            Outcome outcome = unavailable ? refusedUnread() : begin(line, IdempotencyKey.ofLine(key, number), caller);
            unavailable |= outcome instanceof Outcome.Refused refused
                    && refused.why().problem() == IntakeProblem.NOT_ACKNOWLEDGED;
            if (outcome instanceof Outcome.Refused refused) {
                errors += refused.why().errors().size();
            }
            lines.add(new Numbered(number, errors > MOST_ERRORS ? outcome.withoutErrors() : outcome));
        }
        return lines;
    }

    private Outcome begin(Lines.Line line, @Nullable IdempotencyKey key, Caller caller) {
        try {
            if (line.isTooLong()) {
                throw IntakeProblem.TOO_LARGE.because("A filing is at most " + settings.largestFiling() + " bytes.");
            }
            limits.count(caller.login());
            return new Outcome.Under(intake.begin(line.bytes(), key, caller));
        } catch (ProblemException refused) {
            return new Outcome.Refused(refused);
        }
    }

    /** Kafka took a line before this one not at all: waiting for each of the rest would take hours. */
    private static Outcome refusedUnread() {
        return new Outcome.Refused(IntakeProblem.NOT_ACKNOWLEDGED.because(
                "Kafka does not take records at the moment; this line was not sent."));
    }

    private static Answer answer(Numbered numbered) throws InterruptedException {
        try {
            Acknowledgement taken = switch (numbered.outcome()) {
                case Outcome.Refused refused -> throw refused.why();
                case Outcome.Under(Begun.Known known) -> known.answer();
                case Outcome.Under(Begun.Sent sent) -> sent.pending().await();
            };
            return new Answer(numbered.line(), taken.id(), taken.receipt(), null);
        } catch (RuntimeException refused) {
            return new Answer(numbered.line(), null, null, ProblemBody.of(Problems.of(refused), null));
        }
    }
}
