package huikan.events;

import java.util.List;

/** The topics, each with the one service that writes it. */
public final class Topics {

    /** Written by the gateway; kept long enough to replay a bad week. Key: the obligation. */
    public static final String SUBMISSIONS_RECEIVED = "submissions.received";

    /** Who reads {@link #SUBMISSIONS_RECEIVED}, by its consumer group: what is before its offsets is accepted or rejected. */
    public static final String INTAKE = "submission-service.intake";

    /** Written by submission-service; history, kept for ever. Key: the obligation. */
    public static final String SUBMISSIONS = "submissions";

    /** Written by review-service; history, kept for ever. Key: the obligation. */
    public static final String REVIEWS = "reviews";

    /** Written by review-service; history, kept for ever. Key: the id of the finding, order or letter. */
    public static final String SUPERVISION = "supervision";

    /** Written by submission-service; compacted. Key: the agency's code. */
    public static final String AGENCIES = "agencies";

    /** Written by submission-service; compacted. Key: the cycle's id. */
    public static final String CYCLES = "cycles";

    /** Written by submission-service; compacted. Key: the digest of an attachment. */
    public static final String ATTACHMENTS = "attachments";

    /** Written by review-service; compacted. Key: the year. */
    public static final String CALENDAR = "calendar";

    /** Written by review-service for outside channels; kept long enough to be read. Key: the id of the thing. */
    public static final String NOTIFICATIONS = "notifications";

    /** Every topic of the published language with how long it is kept. */
    public static final List<Topic> ALL = List.of(
            new Topic(SUBMISSIONS_RECEIVED, "gateway", "<cycle>/<agency>", Kept.A_FORTNIGHT),
            new Topic(SUBMISSIONS, "submission-service", "<cycle>/<agency>", Kept.FOR_EVER),
            new Topic(REVIEWS, "review-service", "<cycle>/<agency>", Kept.FOR_EVER),
            new Topic(SUPERVISION, "review-service", "<id>", Kept.FOR_EVER),
            new Topic(AGENCIES, "submission-service", "<agency>", Kept.LATEST_OF_KEY),
            new Topic(CYCLES, "submission-service", "<cycle>", Kept.LATEST_OF_KEY),
            new Topic(ATTACHMENTS, "submission-service", "<digest>", Kept.LATEST_OF_KEY),
            new Topic(CALENDAR, "review-service", "<year>", Kept.LATEST_OF_KEY),
            new Topic(NOTIFICATIONS, "review-service", "<id>", Kept.A_FORTNIGHT));

    private Topics() {}

    /**
     * A topic.
     *
     * @param writer the one service that writes it
     * @param key what its keys look like
     */
    public record Topic(String name, String writer, String key, Kept kept) {}

    /** How long the records of a topic are kept. */
    public enum Kept {
        /** Long enough to replay a bad week. */
        A_FORTNIGHT,
        /** History: a rebuild starts at the first event. */
        FOR_EVER,
        /** Compacted. */
        LATEST_OF_KEY
    }

    /** Where a consuming service puts what it cannot process. */
    public static String deadLetters(String service) {
        return "dead-letters." + service;
    }

    /** Where dead letters of a service are put to be tried again, by that service only. */
    public static String replays(String service) {
        return "replays." + service;
    }

    /** The key of everything about one agency in one cycle. */
    public static String obligationKey(String cycle, String agency) {
        return cycle + "/" + agency;
    }
}
