package huikan.submission.intake;

import huikan.canonical.CanonicalJson;
import huikan.events.SubmissionReceived;
import huikan.events.UnreadableEvent;
import huikan.filing.FilingRead;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import org.jspecify.annotations.Nullable;

/** A filing as it came, read. */
record Arrival(SubmissionReceived event, WellFormed read) {

    /**
     * What the gateway wrote is in RFC 8785 form, well formed and bears its digest; anything else did not come from it.
     *
     * @throws UnreadableEvent when it did not
     */
    static Arrival of(SubmissionReceived event) {
        if (!CanonicalJson.digest(event.body()).equals(event.digest())) {
            throw new UnreadableEvent("the body is not the one that the event names", null);
        }
        FilingRead read = FilingReader.read(event.body(), event.digest());
        if (!(read instanceof WellFormed wellFormed)) {
            throw new UnreadableEvent("the body is no filing: " + read, null);
        }
        if (!wellFormed.filing().agency().equals(event.agency())
                || !wellFormed.filing().cycle().equals(event.cycle())) {
            throw new UnreadableEvent("the body is not of whom the event names", null);
        }
        return new Arrival(event, wellFormed);
    }

    String id() {
        return event.id();
    }

    /** Of its obligation. */
    String key() {
        return event.key();
    }

    /** The submission that it corrects. */
    @Nullable
    String replaces() {
        return read.filing().replaces();
    }
}
