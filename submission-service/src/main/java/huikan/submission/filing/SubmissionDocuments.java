package huikan.submission.filing;

import huikan.problem.FieldError;
import huikan.submission.filing.Submission.Rejection;
import huikan.submission.rule.Check;
import huikan.submission.rule.CheckRule.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Reads a stored submission. */
final class SubmissionDocuments {

    private SubmissionDocuments() {}

    static Submission read(Document document) {
        return new Submission(
                document.getString("_id"),
                document.getString("cycle"),
                document.getString("agency"),
                document.getString("digest"),
                document.getDate("receivedAt").toInstant(),
                document.getString("document"),
                document.getString("replaces"),
                SubmissionStatus.valueOf(document.getString("status")),
                document.getLong("revision"),
                document.getBoolean("late", false),
                document.getBoolean("keyTaken", false),
                document.getBoolean("reviewed", false),
                checks(document.getList("checks", Document.class)),
                rejection(document.get("rejection", Document.class)),
                new LinkedHashSet<>(document.getList("seenBy", String.class)),
                document.getLong("version"));
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
}
