package huikan.submission.attachment;

import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.submission.agency.Agency;
import huikan.submission.attachment.Contents.Stored;
import huikan.submission.attachment.Uploads.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/attachments/uploads}: a file in parts, which goes on where it stopped, as
 * <a href="https://tus.io/protocols/resumable-upload">tus 1.0</a> has it (core, creation, expiration, termination); but
 * {@code Tus-Resumable} may be left out, and problems do not have it. The answer to the last part has the attachment in
 * {@code Location}.
 */
@RestController
@RequestMapping("/api/attachments/uploads")
final class UploadController {

    private static final String VERSION = "Tus-Resumable";
    private static final String SPOKEN = "1.0.0";
    private static final String LENGTH = "Upload-Length";
    private static final String OFFSET = "Upload-Offset";
    private static final String PART = "application/offset+octet-stream";

    private static final Duration OTHERS_END = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    /** Of one login. */
    private static final int MOST_OPEN = 50;
    /** Each is a name in one document. */
    private static final int MOST_PARTS = 2_000;

    private final Uploads uploads;
    private final Contents contents;
    private final AttachmentIntake intake;
    private final UnnamedBytes unnamed;
    private final AttachmentSettings settings;

    UploadController(
            Uploads uploads,
            Contents contents,
            AttachmentIntake intake,
            UnnamedBytes unnamed,
            AttachmentSettings settings) {
        this.uploads = uploads;
        this.contents = contents;
        this.intake = intake;
        this.unnamed = unnamed;
        this.settings = settings;
    }

    /** @param asked the agency for which it is: by default the caller's own, or one for which it relays */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Void> begin(
            @RequestHeader(name = VERSION, required = false) @Nullable String version,
            @RequestHeader(name = LENGTH, required = false) @Nullable Long length,
            @RequestHeader(name = "Upload-Metadata", required = false) @Nullable String metadata,
            @RequestParam(name = "agency", required = false) @Nullable String asked,
            Caller caller) {
        requireSpoken(version);
        Agency agency = intake.agencyOf(caller, asked);
        if (length != null && length == 0) {
            throw AttachmentProblem.EMPTY.because("It is 0 bytes long.");
        }
        if (length == null || length < 0) {
            throw AttachmentProblem.UPLOAD_INVALID.because(
                    "How long it is must be known.",
                    List.of(new FieldError("", "upload.length", LENGTH + ", in bytes")));
        }
        if (length > settings.largest().toBytes()) {
            throw HttpProblem.TOO_LARGE.because(
                    "An attachment has at most " + settings.largest().toBytes() + " bytes.");
        }
        if (uploads.open(caller.login()) >= MOST_OPEN) {
            throw AttachmentProblem.UPLOAD_TOO_MANY
                    .because(
                            MOST_OPEN + " of yours are not whole yet. Finish or end some, or wait until they are over.")
                    .retryAfter(OTHERS_END);
        }
        Upload fresh = begun(caller, agency, length, UploadMetadata.of(metadata));
        return told(HttpStatus.CREATED, fresh)
                .location(URI.create("/api/attachments/uploads/" + fresh.id()))
                .build();
    }

    /** It is there before it is looked whether there is room: of many at once none is missed. */
    private Upload begun(Caller caller, Agency agency, long length, UploadMetadata metadata) {
        Upload fresh = uploads.begin(caller.login(), agency.code(), length, metadata);
        try {
            unnamed.requireRoom(agency, 0);
        } catch (ProblemException refused) {
            uploads.remove(fresh);
            throw refused;
        }
        return fresh;
    }

    /** How far it is. */
    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    ResponseEntity<Void> offset(@PathVariable String id, Caller caller) throws IOException {
        Upload upload = own(id, caller);
        // the answer to the last part may have been lost, and what was to be done with it
        return answer(HttpStatus.OK, upload.isWhole() ? finished(upload, caller) : upload);
    }

    /** The next part. What comes before the connection breaks is kept. */
    @PatchMapping(path = "/{id}", consumes = PART)
    ResponseEntity<Void> append(
            @PathVariable String id,
            @RequestHeader(name = VERSION, required = false) @Nullable String version,
            @RequestHeader(OFFSET) long offset,
            InputStream body,
            Caller caller)
            throws IOException {
        requireSpoken(version);
        Upload seen = own(id, caller);
        if (offset != seen.offset()) {
            throw AttachmentProblem.UPLOAD_OFFSET.because("It is at " + seen.offset() + ", not at " + offset + ".");
        }
        if (seen.parts().size() >= MOST_PARTS) {
            throw AttachmentProblem.UPLOAD_INVALID.because("It came in " + MOST_PARTS + " parts already.");
        }
        Upload now = stored(seen, body, caller);
        return answer(HttpStatus.NO_CONTENT, now.isWhole() ? finished(now, caller) : now);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> end(@PathVariable String id, Caller caller) {
        remove(own(id, caller));
        return ResponseEntity.noContent().header(VERSION, SPOKEN).build();
    }

    private Upload stored(Upload seen, InputStream body, Caller caller) throws IOException {
        PartOfUpload part = new PartOfUpload(body, seen.length() - seen.offset());
        if (part.isEmpty()) {
            return seen;
        }
        byte[] first = part.readNBytes((int) Math.max(0, MediaTypes.HEAD - seen.offset()));
        look(seen, first);
        Stored stored = contents.store(new SequenceInputStream(new ByteArrayInputStream(first), part));
        if (part.hasMore()) {
            contents.discard(stored.file());
            throw HttpProblem.TOO_LARGE.because("More came than the " + seen.length() + " bytes that were told.");
        }
        if (!uploads.append(seen, stored)) {
            contents.discard(stored.file());
            throw AttachmentProblem.UPLOAD_OFFSET.because("Another request went on with it.");
        }
        return own(seen.id(), caller);
    }

    /** What its first bytes refuse need not come whole. */
    private void look(Upload seen, byte[] first) throws IOException {
        if (seen.offset() >= MediaTypes.HEAD
                || seen.offset() + first.length < Math.min(MediaTypes.HEAD, seen.length())) {
            return;
        }
        try (InputStream head = new SequenceInputStream(contents.open(seen.parts()), new ByteArrayInputStream(first))) {
            String unused = intake.typeBegun(head.readAllBytes(), seen.claimed());
        } catch (ProblemException refused) {
            remove(seen);
            throw refused;
        }
    }

    private void remove(Upload upload) {
        uploads.remove(upload);
        upload.parts().forEach(contents::discard);
    }

    /** Once it is whole it is an attachment; what is refused then is gone. */
    private Upload finished(Upload whole, Caller caller) throws IOException {
        if (whole.digest() != null) {
            return whole;
        }
        if (!uploads.claim(whole)) {
            Upload now = own(whole.id(), caller);
            if (now.digest() != null) {
                return now;
            }
            throw AttachmentProblem.UPLOAD_FINISHING
                    .because("Another request makes an attachment of it.")
                    .retryAfter(AGAIN);
        }
        boolean done = false;
        try (InputStream content = contents.open(whole.parts())) {
            Attachment kept =
                    intake.take(content, whole.claimed(), whole.name(), intake.agencyOf(caller, whole.agency()), true);
            uploads.finish(whole, kept.digest());
            done = true;
        } catch (ProblemException refused) {
            done = refused.problem().kind().status() < 500;
            if (done) {
                uploads.remove(whole);
            }
            throw refused;
        } finally {
            if (done) {
                whole.parts().forEach(contents::discard);
            } else {
                uploads.release(whole);
            }
        }
        return own(whole.id(), caller);
    }

    private Upload own(String id, Caller caller) {
        return uploads.find(id, caller.login())
                .orElseThrow(() -> AttachmentProblem.UPLOAD_UNKNOWN.because("There is no upload " + id + " of yours."));
    }

    private static void requireSpoken(@Nullable String version) {
        if (version != null && !version.equals(SPOKEN)) {
            throw AttachmentProblem.UPLOAD_VERSION.because(version + " is not spoken here.");
        }
    }

    private static ResponseEntity<Void> answer(HttpStatus status, Upload upload) {
        ResponseEntity.BodyBuilder told = told(status, upload);
        if (upload.digest() != null) {
            told.location(AttachmentController.location(upload.digest()));
        }
        return told.build();
    }

    private static ResponseEntity.BodyBuilder told(HttpStatus status, Upload upload) {
        return ResponseEntity.status(status)
                .header(VERSION, SPOKEN)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(LENGTH, Long.toString(upload.length()))
                .header(OFFSET, Long.toString(upload.offset()))
                .header(
                        "Upload-Expires",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                upload.expiresAt().atOffset(ZoneOffset.UTC)));
    }
}
