package huikan.submission.submission;

import static com.mongodb.client.model.Projections.exclude;

import huikan.events.Relayer;
import huikan.events.SubmissionReceived;
import huikan.problem.FieldError;
import huikan.service.outbox.Outbox;
import huikan.submission.agency.Viewers;
import huikan.submission.rule.Check;
import huikan.submission.rule.CheckRule.Severity;
import huikan.submission.submission.Settled.Decision.Accepted;
import huikan.submission.submission.Settled.Decision.Rejected;
import huikan.submission.submission.Submission.Rejection;
import huikan.trail.TrailStep;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A submission as a document, both ways. */
final class SubmissionDocuments {

    /** The field of the unique index; only on those that have a key, and had it first. */
    static final String KEY = "idempotencyKey";

    static final String RANK = "rank";
    private static final String CHECKS_PASSED = "checksPassed";

    /** The login that sent it. */
    private static final String CLIENT = "client";

    private static final String RELAYED_BY = "relayedBy";
    private static final String SIGNED_OFF_BY = "signedOffBy";

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
                document.getString(RANK),
                document.getString("replaces"),
                SubmissionStatus.valueOf(document.getString("status")),
                document.getLong("revision"),
                document.getBoolean("late", false),
                document.getBoolean("reviewed", false),
                document.getLong("reviewStep"),
                document.getLong(SubmissionSteps.APPROVED_STEP),
                document.getString(SubmissionSteps.RESTATED),
                checks(document.getList("checks", Document.class)),
                document.getLong(CHECKS_PASSED),
                rejection(document.get("rejection", Document.class)),
                Viewers.read(document),
                relayer(document),
                document.getString(SIGNED_OFF_BY),
                document.getLong("version"),
                document.getString("head"));
    }

    private static @Nullable Relayer relayer(Document document) {
        String agency = document.getString(RELAYED_BY);
        return agency == null ? null : new Relayer(agency, document.getString(CLIENT));
    }

    private static List<Check> checks(List<Document> documents) {
        return documents.stream()
                .map(one -> new Check(
                        one.getString("rule"),
                        Severity.valueOf(one.getString("severity")),
                        one.getBoolean("passed", false),
                        one.getString("pointer"),
                        one.getString("message"),
                        one.getBoolean("explained", false),
                        one.getBoolean("waived", false)))
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

    /** The order of a list: by the time of settling, then by id. */
    static String rank(Instant settledAt, String id) {
        return String.format("%015d", settledAt.toEpochMilli()) + "-" + id;
    }

    /**
     * @param rankedAt its place in lists, which is when it is written and not when it was decided on
     */
    static Document document(Settled settled, Instant rankedAt) {
        SubmissionReceived event = settled.received();
        List<TrailStep> steps = SubmissionSteps.settled(settled);
        List<Document> told = settled.checks().stream()
                .filter(Check::hasNews)
                .map(SubmissionDocuments::document)
                .toList();
        Document document = new Document("_id", event.id())
                .append("cycle", event.cycle())
                .append("agency", event.agency())
                .append("digest", event.digest())
                .append("receivedAt", Date.from(event.receivedAt()))
                .append(RANK, rank(rankedAt, event.id()))
                .append(CLIENT, event.client())
                .append(RELAYED_BY, event.relayedBy())
                .append(SIGNED_OFF_BY, event.signedOffBy())
                .append(BODY, event.body())
                .append("replaces", settled.replaces())
                .append("reviewed", false)
                .append("reviewStep", 0L)
                .append("checks", told)
                // what passed by itself is no news, and of a filing of all indicators there are dozens
                .append(CHECKS_PASSED, (long) (settled.checks().size() - told.size()))
                .append(Viewers.FIELD, Viewers.stored(settled.seenBy()))
                .append("version", steps.getLast().n())
                .append("head", steps.getLast().hash())
                .append(
                        SubmissionSteps.TRAIL,
                        steps.stream().map(TrailStep::text).toList());
        if (settled.hasKey() && event.idempotencyKey() != null) {
            document.append(KEY, key(event));
        }
        return switch (settled.decision()) {
            case Accepted accepted ->
                document.append("status", SubmissionStatus.ACCEPTED.name())
                        .append("revision", accepted.revision())
                        .append("late", accepted.late());
            case Rejected(Rejection rejection) ->
                document.append("status", SubmissionStatus.REJECTED.name())
                        .append("revision", 0L)
                        .append("late", false)
                        .append("rejection", document(rejection));
        };
    }

    /** An agency's own: another may choose the same. */
    static String key(SubmissionReceived event) {
        return key(event.agency(), String.valueOf(event.idempotencyKey()));
    }

    static String key(String agency, String idempotencyKey) {
        return agency + "/" + idempotencyKey;
    }

    private static Document document(Check check) {
        Document document = new Document("rule", check.rule())
                .append("severity", check.severity().name())
                .append("passed", check.passed())
                .append("pointer", check.pointer())
                .append("message", check.message())
                .append("explained", check.explained());
        return check.waived() ? document.append("waived", true) : document;
    }

    private static Document document(Rejection rejection) {
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
