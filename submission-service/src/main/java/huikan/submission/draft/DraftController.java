package huikan.submission.draft;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import huikan.canonical.CanonicalJson;
import huikan.service.problem.IfMatch;
import huikan.service.problem.ProblemBody;
import huikan.service.security.Caller;
import huikan.submission.draft.Draft.Conflict;
import huikan.submission.intake.Beside;
import huikan.submission.intake.DryRun.CheckView;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/drafts}: what is being written, before it is filed. Filing it is the gateway's. */
@RestController
@RequestMapping("/api/drafts/{cycle}/{agency}")
final class DraftController {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final DraftAccess access;
    private final DraftWriter writer;
    private final DraftViews views;
    private final JsonMapper json;

    DraftController(DraftAccess access, DraftWriter writer, DraftViews views, JsonMapper json) {
        this.json = json;
        this.access = access;
        this.writer = writer;
        this.views = views;
    }

    /** Every obligation has a draft; one that nobody wrote to is empty and has version 0. */
    @GetMapping
    ResponseEntity<DraftView> one(@PathVariable String cycle, @PathVariable String agency, Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        return answer(place, writer.read(place));
    }

    /** The whole body anew. It has the shape of a filing, and figures of the form only; it need not pass any rule. */
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DraftView> put(
            @PathVariable String cycle,
            @PathVariable String agency,
            @RequestBody JsonNode body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        return answer(place, writer.put(place, body, ifMatch));
    }

    /**
     * Some cells, each by itself: a figure, an explanation, or any other field as a whole. null empties one. All of them are
     * written or none.
     *
     * @param seen the version that the writer saw: a cell that somebody else changed since, to another value, is a 409 that has
     *     both in its {@code cells}; left out, what stands there is overwritten
     * @param ifMatch for who wants nothing written once anything was changed
     */
    @PatchMapping(consumes = MERGE_PATCH)
    ResponseEntity<DraftView> patch(
            @PathVariable String cycle,
            @PathVariable String agency,
            @RequestBody JsonNode patch,
            @RequestParam(required = false) @Nullable Long seen,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        return answer(place, writer.patch(place, patch, seen, ifMatch));
    }

    /** It is empty again. Its version goes on. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String cycle,
            @PathVariable String agency,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        writer.delete(access.of(cycle, agency, caller), ifMatch);
    }

    /** What would become of it, were it filed now; whether it is signed off is not looked at. */
    @PostMapping("/checks")
    CheckView checks(@PathVariable String cycle, @PathVariable String agency, Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        return views.checks(place, writer.read(place), caller);
    }

    /**
     * What the checks look at beside the draft. Its ETag is that of its content: whoever has it asks with If-None-Match and is
     * answered 304.
     */
    @GetMapping("/beside")
    ResponseEntity<Beside> beside(@PathVariable String cycle, @PathVariable String agency, Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        Beside beside = views.beside(place, writer.read(place));
        return ResponseEntity.ok()
                .eTag("\"" + CanonicalJson.digest(json.writeValueAsBytes(beside)) + "\"")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(beside);
    }

    /**
     * Whose turn it is.
     *
     * @param to a login of the agency; null for anybody's
     */
    record HandOverRequest(@Nullable String to) {}

    /** Tells whose turn it is; everybody of the agency who files may go on writing. */
    @PostMapping("/hand-over")
    ResponseEntity<DraftView> handOver(
            @PathVariable String cycle,
            @PathVariable String agency,
            @RequestBody HandOverRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        return answer(place, writer.handOver(place, request.to(), ifMatch));
    }

    /** 签发 of the version that was seen, by somebody other than who wrote last. The next change takes it away. */
    @PostMapping("/sign-off")
    ResponseEntity<DraftView> signOff(
            @PathVariable String cycle,
            @PathVariable String agency,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        return answer(place, writer.signOff(place, ifMatch));
    }

    /**
     * The body as it would be filed, with the key of this filing in Idempotency-Key, who files it on behalf of its agency in
     * Relayed-By, and the login that signed it off, percent-encoded, in Signed-Off-By; refused where it would not be taken from a
     * draft. {@code POST} files it.
     */
    @GetMapping(path = "/filing", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JsonNode> filing(
            @PathVariable String cycle,
            @PathVariable String agency,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        DraftPlace place = access.of(cycle, agency, caller);
        place.requireOpen();
        Draft draft = writer.read(place);
        if (ifMatch != null) {
            IfMatch.require(ifMatch, draft.version());
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .eTag(IfMatch.etag(draft.version()))
                .header("Idempotency-Key", views.filingKey(place, draft));
        if (place.onBehalfBy() != null) {
            answer.header("Relayed-By", place.onBehalfBy());
        }
        if (draft.signedOff() != null) {
            answer.header("Signed-Off-By", URLEncoder.encode(draft.signedOff().by(), StandardCharsets.UTF_8));
        }
        return answer.body(draft.body());
    }

    private ResponseEntity<DraftView> answer(DraftPlace place, Draft draft) {
        return ResponseEntity.ok().eTag(IfMatch.etag(draft.version())).body(views.of(place, draft));
    }

    /** A problem with both values of each cell. */
    record ConflictBody(@JsonUnwrapped ProblemBody problem, List<ConflictView> cells) {}

    /** Null is an empty cell. */
    record ConflictView(
            String pointer,
            @Nullable JsonNode yours,
            @Nullable JsonNode theirs,
            String by,
            Instant at,
            long version) {
        static ConflictView of(Conflict one) {
            return new ConflictView(
                    one.pointer(),
                    json(one.yours()),
                    json(one.theirs().value()),
                    one.theirs().by(),
                    one.theirs().at(),
                    one.theirs().version());
        }

        private static @Nullable JsonNode json(@Nullable String value) {
            return value == null ? null : DraftBody.json(value);
        }
    }

    @ExceptionHandler
    ResponseEntity<ConflictBody> changed(CellsChanged changed, HttpServletRequest request) {
        return ResponseEntity.status(DraftProblem.CELL_CHANGED.kind().status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(new ConflictBody(
                        ProblemBody.of(changed.problem(), request.getRequestURI()),
                        changed.conflicts().stream().map(ConflictView::of).toList()));
    }
}
