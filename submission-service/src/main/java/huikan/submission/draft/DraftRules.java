package huikan.submission.draft;

import huikan.filing.FilingRead;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.submission.cycle.Cycle;
import huikan.submission.form.Form;
import huikan.submission.submission.SubmissionProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a draft may say: it has the shape of a filing at any time, of its own cycle and agency, and names figures of its form only. */
final class DraftRules {

    /** As a filing. */
    private static final int LARGEST = 1 << 20;

    /** Half of a surrogate pair is to arrive as such, and not as a question mark. */
    private static final JsonMapper ESCAPED = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .build();

    /** As at the gateway. */
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    static final String NOTHING_WRITTEN = "There is not one cell.";

    private static final String FIGURES = "/indicators/";

    private DraftRules() {}

    /**
     * The cells of a body.
     *
     * @throws huikan.service.problem.ProblemException with everything that is wrong
     */
    static Map<String, String> cells(JsonNode body, Cycle cycle, String agency) {
        if (!body.isObject()) {
            throw SubmissionProblem.UNREADABLE.because("The body must be one JSON object.");
        }
        List<FieldError> errors = new ArrayList<>();
        name(body, "cycle", cycle.id(), errors);
        name(body, "agency", agency, errors);
        Map<String, String> cells = Map.of();
        switch (FilingReader.read(ESCAPED.writeValueAsBytes(body))) {
            case FilingRead.Unreadable unreadable -> throw SubmissionProblem.UNREADABLE.because(unreadable.why());
            case FilingRead.Malformed malformed -> errors.addAll(malformed.errors());
            case WellFormed read -> {
                cells = DraftBody.cells(read.document());
                bounded(cells, cycle, errors);
                if (read.canonical().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
                    throw SubmissionProblem.TOO_LARGE.because("A filing is at most " + LARGEST + " bytes.");
                }
            }
        }
        if (!errors.isEmpty()) {
            throw SubmissionProblem.MALFORMED.because("Errors: " + errors.size() + ".", errors);
        }
        return cells;
    }

    /** @throws huikan.service.problem.ProblemException when nothing is written, or the signer wrote last */
    static void requireSignable(Draft draft, String signer) {
        requireWritten(draft);
        if (draft.lastWriter().filter(signer::equals).isPresent()) {
            throw DraftProblem.OWN_WORK.because(signer + " wrote last; hand it over to somebody else.");
        }
    }

    /** @throws huikan.service.problem.ProblemException when nothing is written, or nobody signed it and the form wants that */
    static void requireFileable(Draft draft, Form form) {
        requireWritten(draft);
        if (form.needsSignOff() && draft.signedOff() == null) {
            throw DraftProblem.NOT_SIGNED.because(
                    "Version " + draft.version() + " is signed off by nobody; " + form.id() + " wants that.");
        }
    }

    private static void requireWritten(Draft draft) {
        if (draft.isBlank()) {
            throw DraftProblem.EMPTY.because(NOTHING_WRITTEN);
        }
    }

    /** @throws huikan.service.problem.ProblemException when it is no login */
    static void requireLogin(@Nullable String to) {
        if (to != null && !LOGIN.matcher(to).matches()) {
            throw HttpProblem.INVALID.because(
                    "It is handed over to a login.",
                    List.of(new FieldError(
                            "/to", "login.form", "1 to 64 of letters, digits, \".\", \"_\", \"@\" and \"-\".")));
        }
    }

    private static void name(JsonNode body, String field, String owner, List<FieldError> errors) {
        JsonNode said = body.path(field);
        if (said.isString() && !said.stringValue().equals(owner)) {
            errors.add(new FieldError(
                    "/" + field,
                    "draft." + field,
                    "The draft is of " + owner + "; the body says " + said.stringValue() + "."));
        }
    }

    private static void bounded(Map<String, String> cells, Cycle cycle, List<FieldError> errors) {
        if (cells.size() > Draft.MOST_CELLS) {
            errors.add(new FieldError(
                    "", "draft.cells", "At most " + Draft.MOST_CELLS + " cells; came " + cells.size() + "."));
            return;
        }
        for (String pointer : cells.keySet()) {
            String code = pointer.substring(pointer.lastIndexOf('/') + 1);
            if (pointer.startsWith(FIGURES) && !cycle.indicators().containsKey(code)) {
                errors.add(new FieldError(
                        pointer,
                        "indicator.not-in-form",
                        code + " is not part of " + cycle.form().id() + "."));
            }
        }
    }
}
