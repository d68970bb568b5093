package huikan.submission.attachment;

import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.attachment.Contents.Stored;
import huikan.submission.relay.Relays;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes what was uploaded an attachment, whichever way it came. */
@Component
final class AttachmentIntake {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final Attachments attachments;
    private final Contents contents;
    private final MediaTypes types;
    private final VirusScan scan;
    private final UnnamedBytes unnamed;
    private final Agencies agencies;
    private final Relays relays;
    private final Clock clock;

    AttachmentIntake(
            Attachments attachments,
            Contents contents,
            MediaTypes types,
            VirusScan scan,
            UnnamedBytes unnamed,
            Agencies agencies,
            Relays relays,
            Clock clock) {
        this.attachments = attachments;
        this.contents = contents;
        this.types = types;
        this.scan = scan;
        this.unnamed = unnamed;
        this.agencies = agencies;
        this.relays = relays;
        this.clock = clock;
    }

    /**
     * For whom somebody uploads.
     *
     * @param asked by default the caller's own; or one in whose place that came, or for which it relays today
     */
    Agency agencyOf(Caller caller, @Nullable String asked) {
        if (asked == null || asked.equals(caller.agency())) {
            return Optional.ofNullable(caller.agency())
                    .filter(code -> !caller.is(Role.VIEWER))
                    .flatMap(agencies::find)
                    .orElseThrow(() -> AttachmentProblem.NOT_YOURS.because(caller.login() + " uploads for no agency."));
        }
        return agencies.find(asked)
                .filter(one -> caller.is(Role.REPORTER)
                        && (caller.actsFor(asked)
                                || relays.isRelayed(one, caller, LocalDate.ofInstant(clock.instant(), PLACE))))
                .orElseThrow(() ->
                        AttachmentProblem.NOT_YOURS.because(caller.login() + " relays for no agency " + asked + "."));
    }

    /**
     * Takes a file. Equal content is one attachment.
     *
     * @param claimed what the client says it is
     * @param name what the client calls it
     * @param reserved there is room for it: it was counted whole before it began
     */
    Attachment take(InputStream body, @Nullable String claimed, @Nullable String name, Agency agency, boolean reserved)
            throws IOException {
        byte[] head = body.readNBytes(MediaTypes.HEAD);
        if (head.length == 0) {
            throw AttachmentProblem.EMPTY.because("No byte came.");
        }
        String found = typeBegun(head, claimed);
        if (!reserved) {
            unnamed.requireRoom(agency, head.length);
        }
        Stored stored = contents.store(new SequenceInputStream(new ByteArrayInputStream(head), body));
        String mediaType = looked(stored, found, claimed, agency, reserved);
        Attachment kept = attachments.add(stored, mediaType, agency, name);
        if (stored.file().equals(kept.file())) {
            contents.keep(stored.file());
        } else {
            contents.discard(stored.file());
        }
        return kept;
    }

    /**
     * What a file is by its first bytes, {@link MediaTypes#HEAD} of them or all.
     *
     * @throws ProblemException 415 when they show that it is not taken
     */
    String typeBegun(byte[] head, @Nullable String claimed) {
        String found = types.of(head);
        if (!types.isPacked(found)) {
            types.allowed(found, claimed);
        }
        return found;
    }

    /** Its type, when it is one that is taken, there is room and the scanner lets it through; else nothing is left of it. */
    private String looked(Stored stored, String found, @Nullable String claimed, Agency agency, boolean reserved)
            throws IOException {
        try {
            if (!reserved) {
                unnamed.requireRoom(agency, stored.size());
            }
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
}
