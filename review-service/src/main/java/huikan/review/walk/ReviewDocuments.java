package huikan.review.walk;

import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent.Item;
import huikan.events.Superior;
import huikan.review.walk.Decision.Kind;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A review as a document, both ways. */
final class ReviewDocuments {

    private ReviewDocuments() {}

    static Document document(Review review) {
        AgencyLevel level = review.level();
        return new Document("_id", review.submission())
                .append("cycle", review.cycle())
                .append("agency", review.agency())
                .append("revision", review.revision())
                .append("digest", review.digest())
                .append("round", review.round())
                .append(
                        "levels",
                        review.levels().stream()
                                .map(one -> new Document("agency", one.agency())
                                        .append("level", one.level().name()))
                                .toList())
                .append("at", review.at())
                .append("level", level == null ? null : level.name())
                .append("status", review.status().name())
                .append("dueOn", text(review.dueOn()))
                .append(
                        "decisions",
                        review.decisions().stream()
                                .map(ReviewDocuments::document)
                                .toList())
                .append("replaces", review.replaces())
                .append("receivedAt", Date.from(review.receivedAt()))
                .append("document", review.document())
                .append("seenBy", review.seenBy())
                .append("version", review.version())
                .append("head", review.head());
    }

    static Document document(Decision decision) {
        return new Document("decision", decision.decision().name())
                .append("level", decision.level().name())
                .append("agency", decision.agency())
                .append("by", decision.by())
                .append("comment", decision.comment())
                .append(
                        "items",
                        decision.items().stream()
                                .map(item -> new Document("pointer", item.pointer())
                                        .append("reason", item.reason())
                                        .append("comment", item.comment()))
                                .toList())
                .append("dueOn", text(decision.dueOn()))
                .append("digest", decision.digest())
                .append("version", decision.version())
                .append("at", Date.from(decision.at()));
    }

    static Review read(Document document) {
        return new Review(
                document.getString("_id"),
                document.getString("cycle"),
                document.getString("agency"),
                document.getLong("revision"),
                document.getString("digest"),
                document.getInteger("round"),
                document.getList("levels", Document.class).stream()
                        .map(one -> new Superior(one.getString("agency"), AgencyLevel.valueOf(one.getString("level"))))
                        .toList(),
                document.getInteger("at"),
                ReviewStatus.valueOf(document.getString("status")),
                date(document, "dueOn"),
                document.getList("decisions", Document.class).stream()
                        .map(ReviewDocuments::decision)
                        .toList(),
                document.getString("replaces"),
                document.getDate("receivedAt").toInstant(),
                document.getString("document"),
                document.getLong("version"),
                // one from before there were trails
                document.get("head", ReviewTrail.origin(document.getString("_id"))));
    }

    private static Decision decision(Document document) {
        return new Decision(
                Kind.valueOf(document.getString("decision")),
                AgencyLevel.valueOf(document.getString("level")),
                document.getString("agency"),
                document.getString("by"),
                document.getString("comment"),
                items(document),
                date(document, "dueOn"),
                document.getString("digest"),
                document.getLong("version"),
                document.getDate("at").toInstant());
    }

    private static List<Item> items(Document document) {
        return document.getList("items", Document.class).stream()
                .map(one -> new Item(one.getString("pointer"), one.getString("reason"), one.getString("comment")))
                .toList();
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    private static @Nullable LocalDate date(Document document, String field) {
        String text = document.getString(field);
        return text == null ? null : LocalDate.parse(text);
    }
}
