package huikan.submission.attachment;

import huikan.service.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/attachments}. */
@RestController
@RequestMapping("/api/attachments")
final class AttachmentController {

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
     */
    record AttachmentView(String digest, long size, String mediaType) {}

    /** The body is the file as it is. Equal content is one attachment. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AttachmentView> upload(
            InputStream body,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String claimed,
            Caller caller)
            throws IOException {
        Attachment kept = intake.take(body, claimed, intake.agencyOf(caller), false);
        return ResponseEntity.created(location(kept.digest()))
                .body(new AttachmentView(kept.digest(), kept.size(), kept.mediaType()));
    }

    static URI location(String digest) {
        return URI.create("/api/attachments/" + digest);
    }

    /** The file as it is, for the agencies that uploaded it and those above them. */
    @GetMapping("/{digest}")
    ResponseEntity<Resource> download(@PathVariable String digest, Caller caller) {
        Attachment one = attachments
                .find(digest)
                .filter(known -> known.status() == AttachmentStatus.STORED && caller.maySee(known.seenBy()))
                .orElseThrow(() ->
                        AttachmentProblem.UNKNOWN.because("There is no attachment " + digest + " that you may see."));
        String file = Optional.ofNullable(one.file()).orElseThrow();
        return ResponseEntity.ok()
                .eTag("\"" + one.digest() + "\"")
                .contentType(MediaType.parseMediaType(one.mediaType()))
                .contentLength(one.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .body(new InputStreamResource(contents.open(file)));
    }
}
