package huikan.submission.filing;

import static com.mongodb.client.model.Projections.exclude;

import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.problem.FieldError;
import huikan.service.outbox.Outbox;
import huikan.submission.filing.Submission.Rejection;
import huikan.submission.filing.Submissions.Arrival;
import huikan.submission.rule.Check;
import huikan.submission.rule.CheckRule.Severity;
import huikan.trail.TrailStep;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A submission as a document, both ways. */
final class SubmissionDocuments {

    /** The field of the unique index; only on those that have a key, and had it first. */
    static final String KEY = "idempotencyKey";

    static final String CHECKS_PASSED = "checksPassed";

    /** The body in RFC 8785 form. */
    static final String BODY = "document";

    /** What is not read to know how it stands: each of the three may be as large as the body. */
    static final Bson BRIEF = exclude(BODY, SubmissionSteps.TRAIL, Outbox.FIELD);

    private SubmissionDocuments() {}

    static Submission read(Document document) {
        return new Submission(
                document.getString("_id"),
                document.getString("cycle"),
                document.getString("agency"),
                document.getString("digest"),
                document.getDate("receivedAt").toInstant(),
                document.getString("replaces"),
                SubmissionStatus.valueOf(document.getString("status")),
                document.getLong("revision"),
                document.getBoolean("late", false),
                document.getBoolean("keyTaken", false),
                document.getBoolean("reviewed", false),
                // those from before there were trails have neither
                document.get("reviewStep", 0L),
                checks(document.getList("checks", Document.class)),
                document.get(CHECKS_PASSED, 0L),
                rejection(document.get("rejection", Document.class)),
                new LinkedHashSet<>(document.getList("seenBy", String.class)),
                document.getLong("version"),
                document.get("head", TrailStep.origin(SubmissionSteps.KIND, document.getString("_id"))));
    }

    private static List<Check> checks(List<Document> documents) {
        return documents.stream()
                .map(one -> new Check(
                        one.getString("rule"),
                        Severity.valueOf(one.getString("severity")),
                        one.getBoolean("passed", false),
                        one.getString("pointer"),
                        one.getString("message"),
                        one.getBoolean("explained", false)))
                .toList();
    }

    private static @Nullable Rejection rejection(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        return new Rejection(
                document.getString("code"),
                document.getString("detail"),
                document.getList("errors", Document.class).stream()
                        .map(one -> new FieldError(
                                one.getString("pointer"), one.getString("code"), one.getString("message")))
                        .toList());
    }

    /** The order of a list: by time of receipt, then by id. */
    static String rank(Instant receivedAt, String id) {
        return String.format("%015d", receivedAt.toEpochMilli()) + "-" + id;
    }

    /** As it came, with its claim on the idempotency key. */
    static Document withKey(Arrival arrival) {
        SubmissionReceived event = arrival.event();
        return event.idempotencyKey() == null
                ? received(arrival)
                : received(arrival).append(KEY, event.agency() + "/" + event.idempotencyKey());
    }

    /** As it came; another body has the key. */
    static Document withoutKey(Arrival arrival) {
        return received(arrival).append("keyTaken", true);
    }

    private static Document received(Arrival arrival) {
        SubmissionReceived event = arrival.event();
        TrailStep first = SubmissionSteps.received(event);
        return new Document("_id", event.id())
                .append("cycle", event.cycle())
                .append("agency", event.agency())
                .append("digest", event.digest())
                .append("receivedAt", Date.from(event.receivedAt()))
                .append("rank", rank(event.receivedAt(), event.id()))
                .append("client", event.client())
                .append(BODY, arrival.read().canonical())
                .append("replaces", arrival.read().filing().replaces())
                .append("status", SubmissionStatus.RECEIVED.name())
                .append("revision", 0L)
                .append("late", false)
                .append("keyTaken", false)
                .append("reviewed", false)
                .append("reviewStep", 0L)
                .append("checks", List.of())
                .append(CHECKS_PASSED, 0L)
                .append("seenBy", List.copyOf(arrival.seenBy()))
                .append("version", first.n())
                .append("head", first.hash())
                .append(SubmissionSteps.TRAIL, List.of(first.text()));
    }

    static Document document(Check check) {
        return new Document("rule", check.rule())
                .append("severity", check.severity().name())
                .append("passed", check.passed())
                .append("pointer", check.pointer())
                .append("message", check.message())
                .append("explained", check.explained());
    }

    static Document document(Rejection rejection) {
        return new Document("code", rejection.code())
                .append("detail", rejection.detail())
                .append(
                        "errors",
                        rejection.errors().stream()
                                .map(error -> new Document("pointer", error.pointer())
                                        .append("code", error.code())
                                        .append("message", error.message()))
                                .toList());
    }
}
