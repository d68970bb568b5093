package huikan.events;

/** Anything that happened. One sealed family a topic, or one event. */
public sealed interface Event
        permits SubmissionReceived,
                SubmissionEvent,
                ReviewEvent,
                SupervisionEvent,
                AgencyEvent,
                CycleEvent,
                AttachmentEvent,
                CalendarEvent,
                NotificationEvent {

    /** Where it is published; each topic has one writer. */
    String topic();

    /** The topic's key: order is kept among the events of one key only. */
    String key();

    /** What the event is about ({@code ce_subject}): a submission's id, an agency's code, ... */
    String subject();

    /** Its name on the wire ({@code ce_type}). */
    default String type() {
        return EventFamily.nameOf(getClass());
    }
}
