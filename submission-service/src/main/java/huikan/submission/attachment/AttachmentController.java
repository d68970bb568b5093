package huikan.submission.attachment;

import static java.util.Comparator.comparing;

import huikan.service.page.Page;
import huikan.service.problem.HttpProblem;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/attachments}. */
@RestController
@RequestMapping("/api/attachments")
final class AttachmentController {

    private static final int MOST_DESCRIBED = 50;

    private final Attachments attachments;
    private final Contents contents;
    private final AttachmentIntake intake;

    AttachmentController(Attachments attachments, Contents contents, AttachmentIntake intake) {
        this.attachments = attachments;
        this.contents = contents;
        this.intake = intake;
    }

    /**
     * What was uploaded.
     *
     * @param digest by which filings and evidence name it
     * @param size in bytes
     * @param mediaType by its content
     * @param name what the agency called it that was asked for, else the caller's own; null when it said nothing
     */
    record AttachmentView(
            String digest,
            long size,
            String mediaType,
            @Nullable String name) {
        private static AttachmentView of(Attachment one, Caller caller, @Nullable String agency) {
            return new AttachmentView(
                    one.digest(),
                    one.size(),
                    one.mediaType(),
                    one.nameFor(caller, agency).orElse(null));
        }
    }

    /**
     * The body is the file as it is, and {@code Content-Disposition} may name it. Equal content is one attachment.
     *
     * @param agency for which it is: by default the caller's own, or one for which it relays
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AttachmentView> upload(
            InputStream body,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String claimed,
            @RequestHeader(name = HttpHeaders.CONTENT_DISPOSITION, required = false) @Nullable String disposition,
            @RequestParam(required = false) @Nullable String agency,
            Caller caller)
            throws IOException {
        Attachment kept = intake.take(
                body,
                claimed,
                FileName.ofDisposition(disposition).orElse(null),
                intake.agencyOf(caller, agency),
                false);
        return ResponseEntity.created(location(kept.digest())).body(AttachmentView.of(kept, caller, agency));
    }

    static URI location(String digest) {
        return URI.create("/api/attachments/" + digest);
    }

    /**
     * What is known of some of them, for the agencies that uploaded them and those above them; others are left out.
     *
     * @param digests at most 50
     * @param agency by whose names they are told: that of the filing or the case that has them
     */
    @GetMapping
    Page<AttachmentView> described(
            @RequestParam("digest") List<String> digests,
            @RequestParam(required = false) @Nullable String agency,
            Caller caller) {
        new Violations().count("/digest", digests.size(), 1, MOST_DESCRIBED).refuse(HttpProblem.INVALID);
        return Page.whole(attachments.find(digests).stream()
                .filter(one -> one.isFor(caller))
                .map(one -> AttachmentView.of(one, caller, agency))
                .sorted(comparing(AttachmentView::digest))
                .toList());
    }

    /**
     * The file as it is, for the agencies that uploaded it and those above them.
     *
     * @param agency by whose name it is kept: that of the filing or the case that has it
     */
    @GetMapping("/{digest}")
    ResponseEntity<Resource> download(
            @PathVariable String digest, @RequestParam(required = false) @Nullable String agency, Caller caller) {
        Attachment one = attachments
                .find(digest)
                .filter(known -> known.isFor(caller))
                .orElseThrow(() ->
                        AttachmentProblem.UNKNOWN.because("There is no attachment " + digest + " that you may see."));
        String file = Optional.ofNullable(one.file()).orElseThrow();
        return ResponseEntity.ok()
                .eTag("\"" + one.digest() + "\"")
                .contentType(MediaType.parseMediaType(one.mediaType()))
                .contentLength(one.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, FileName.disposition(one.nameFor(caller, agency)))
                .header("X-Content-Type-Options", "nosniff")
                .body(new InputStreamResource(contents.open(file)));
    }
}
