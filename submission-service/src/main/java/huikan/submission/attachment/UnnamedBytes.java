package huikan.submission.attachment;

import huikan.submission.agency.Agency;
import huikan.submission.attachment.Attachments.Unnamed;
import org.springframework.stereotype.Component;

/**
 * What is stored for an agency and nothing names yet, and what it has under way in parts: together that has a bound. It is
 * summed up in the store each time, over an index, so that it holds for all instances together. An upload in parts counts
 * with its whole length before the first byte, and is taken back when there is no room for it: with those the bound is never
 * passed. Of files that come whole, two that end within the same milliseconds may both be taken.
 */
@Component
final class UnnamedBytes {

    /** However small: each is read when they are summed up. */
    private static final int MOST_FILES = 5_000;

    private final Attachments attachments;
    private final Uploads uploads;
    private final AttachmentSettings settings;

    UnnamedBytes(Attachments attachments, Uploads uploads, AttachmentSettings settings) {
        this.attachments = attachments;
        this.uploads = uploads;
        this.settings = settings;
    }

    /**
     * Lets so many more bytes be stored.
     *
     * @throws huikan.service.problem.ProblemException 413 when there is no room for them
     */
    void requireRoom(Agency agency, long more) {
        long most = settings.unnamedMost().toBytes();
        Unnamed unnamed = attachments.unnamedOf(agency.code());
        if (unnamed.files() >= MOST_FILES || unnamed.bytes() + uploads.openOf(agency.code()) + more > most) {
            throw AttachmentProblem.UNNAMED_TOO_MUCH.because(
                    agency.code() + " has at most " + MOST_FILES + " files and "
                            + most + " bytes of attachments that no filing and no evidence names, and"
                            + " of uploads under way. Name some, end uploads, or wait: what nothing names is cleared away"
                            + " after " + settings.unnamedFor().toDays() + " days.");
        }
    }
}
