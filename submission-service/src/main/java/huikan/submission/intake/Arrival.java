package huikan.submission.intake;

import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.UnreadableEvent;
import huikan.filing.FilingRead;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import org.jspecify.annotations.Nullable;

/** A filing as it came, read. */
record Arrival(SubmissionReceived event, WellFormed read) {

    /**
     * What the gateway wrote is well formed and bears its digest; anything else did not come from it.
     *
     * @throws UnreadableEvent when it did not
     */
    static Arrival of(SubmissionReceived event) {
        FilingRead read = FilingReader.read(event.document());
        if (!(read instanceof WellFormed wellFormed)) {
            throw new UnreadableEvent("the document is no filing: " + read, null);
        }
        if (!wellFormed.digest().equals(event.digest())
                || !wellFormed.filing().agency().equals(event.agency())
                || !wellFormed.filing().cycle().equals(event.cycle())) {
            throw new UnreadableEvent("the document is not the one that the event names", null);
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
