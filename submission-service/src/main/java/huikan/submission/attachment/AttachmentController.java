package huikan.submission.attachment;

import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.attachment.Contents.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
    private final MediaTypes types;
    private final VirusScan scan;
    private final Agencies agencies;

    AttachmentController(
            Attachments attachments, Contents contents, MediaTypes types, VirusScan scan, Agencies agencies) {
        this.attachments = attachments;
        this.contents = contents;
        this.types = types;
        this.scan = scan;
        this.agencies = agencies;
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
        Agency agency = Optional.ofNullable(caller.agency())
                .filter(code -> !caller.is(Role.VIEWER))
                .flatMap(agencies::find)
                .orElseThrow(() -> AttachmentProblem.NOT_YOURS.because(caller.login() + " uploads for no agency."));
        byte[] head = body.readNBytes(MediaTypes.HEAD);
        if (head.length == 0) {
            throw AttachmentProblem.EMPTY.because("No byte came.");
        }
        String found = types.of(head);
        if (!types.isPacked(found)) {
            types.allowed(found, claimed);
        }
        Stored stored = contents.store(new SequenceInputStream(new ByteArrayInputStream(head), body));
        String mediaType = looked(stored, found, claimed);
        Attachment kept = attachments.add(stored, mediaType, agency);
        if (stored.file().equals(kept.file())) {
            contents.keep(stored.file());
        } else {
            contents.discard(stored.file());
        }
        return ResponseEntity.created(URI.create("/api/attachments/" + kept.digest()))
                .body(new AttachmentView(kept.digest(), kept.size(), kept.mediaType()));
    }

    /** Its type, when it is one that is taken and the scanner lets it through; else nothing is left of it. */
    private String looked(Stored stored, String found, @Nullable String claimed) throws IOException {
        try {
            String type = types.isPacked(found) ? types.of(ZipNames.of(contents.tail(stored, ZipNames.TAIL))) : found;
            if (scan.isOn()) {
                try (InputStream content = contents.open(stored.file())) {
                    scan.check(content);
                }
            }
            return types.allowed(type, claimed);
        } catch (ProblemException refused) {
            contents.discard(stored.file());
            throw refused;
        }
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
