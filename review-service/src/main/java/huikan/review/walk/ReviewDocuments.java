package huikan.review.walk;

import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent.Item;
import huikan.events.Superior;
import huikan.review.matter.ListOrder;
import huikan.review.matter.Person;
import huikan.review.walk.Decision.Kind;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A review as a document, both ways. */
final class ReviewDocuments {

    static final String CONSOLIDATES = "consolidates";

    private static final JsonMapper JSON = JsonMapper.shared();

    private ReviewDocuments() {}

    static Document document(Review review) {
        Document all = new Document("_id", review.submission())
                .append("cycle", review.cycle())
                .append("agency", review.agency())
                .append(
                        "superior",
                        review.levels().isEmpty()
                                ? null
                                : review.levels().getFirst().agency())
                .append("revision", review.revision())
                .append("digest", review.digest())
                .append("round", review.round())
                .append(
                        "levels",
                        review.levels().stream()
                                .map(one -> new Document("agency", one.agency())
                                        .append("level", one.level().name())
                                        .append("signatures", one.signatures()))
                                .toList())
                .append("title", review.title())
                .append("replaces", review.replaces())
                .append("periodTo", text(review.periodTo()))
                .append("receivedAt", Date.from(review.receivedAt()))
                .append("additive", review.additive())
                .append("document", review.document())
                .append("seenBy", review.seenBy());
        if (!review.additive().isEmpty()) {
            // only on those that state what others filed
            all.append(CONSOLIDATES, Reviews.consolidation(review.cycle(), review.agency()));
        }
        all.putAll(moving(review));
        return all;
    }

    /** What moves change. */
    static Document moving(Review review) {
        AgencyLevel level = review.level();
        return new Document("at", review.at())
                .append("level", level == null ? null : level.name())
                .append("status", review.status().name())
                .append("open", review.open())
                .append("claimedBy", review.claimedBy())
                .append("dueOn", text(review.dueOn()))
                .append("urged", review.urged())
                .append(
                        "decisions",
                        review.decisions().stream()
                                .map(ReviewDocuments::document)
                                .toList())
                .append("publication", document(review.publication()))
                .append("below", json(review.below()))
                .append("voided", json(review.voided()))
                .append("replacedBy", review.replacedBy())
                .append(Reviews.WAITING, review.waitingFor())
                .append(Reviews.DUE, ListOrder.DUE.place(review))
                .append("version", review.version())
                .append("head", review.head());
    }

    private static Document document(Publication publication) {
        return new Document("stage", publication.stage().name())
                .append("reviewedBy", document(publication.reviewedBy()))
                .append("reviewedOn", text(publication.reviewedOn()))
                .append("comment", publication.comment())
                .append("embargo", text(publication.embargo()))
                .append("publishedBy", document(publication.publishedBy()))
                .append("publishedOn", text(publication.publishedOn()));
    }

    private static @Nullable Document document(@Nullable Person person) {
        return person == null ? null : new Document("login", person.login()).append("agency", person.agency());
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
                .append("at", Date.from(decision.at()))
                .append("voidedAt", decision.voidedAt() == null ? null : Date.from(decision.voidedAt()));
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
                        .map(one -> new Superior(
                                one.getString("agency"),
                                AgencyLevel.valueOf(one.getString("level")),
                                one.getInteger("signatures")))
                        .toList(),
                document.getInteger("at"),
                ReviewStatus.valueOf(document.getString("status")),
                document.getString("claimedBy"),
                date(document, "dueOn"),
                document.getBoolean("urged", false),
                document.getList("decisions", Document.class).stream()
                        .map(ReviewDocuments::decision)
                        .toList(),
                publication(document.get("publication", Document.class)),
                json(document, "below", Below.class),
                document.getLong("stirs"),
                json(document, "voided", Voided.class),
                document.getString("replaces"),
                document.getString("replacedBy"),
                date(document, "periodTo"),
                document.getDate("receivedAt").toInstant(),
                document.getList("additive", String.class, List.of()),
                document.getString("document"),
                document.getLong("version"),
                // one from before there were trails
                document.get("head", ReviewTrail.origin(document.getString("_id"))));
    }

    /** One from before there were any has none. */
    private static Publication publication(@Nullable Document document) {
        return document == null
                ? Publication.NONE
                : new Publication(
                        Publication.Stage.valueOf(document.getString("stage")),
                        person(document.get("reviewedBy", Document.class)),
                        date(document, "reviewedOn"),
                        document.getString("comment"),
                        date(document, "embargo"),
                        person(document.get("publishedBy", Document.class)),
                        date(document, "publishedOn"));
    }

    private static @Nullable Person person(@Nullable Document document) {
        return document == null ? null : new Person(document.getString("login"), document.getString("agency"));
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
                document.getDate("at").toInstant(),
                Optional.ofNullable(document.getDate("voidedAt"))
                        .map(Date::toInstant)
                        .orElse(null));
    }

    private static List<Item> items(Document document) {
        return document.getList("items", Document.class).stream()
                .map(one -> new Item(one.getString("pointer"), one.getString("reason"), one.getString("comment")))
                .toList();
    }

    /** What nobody asks the store for is kept as its JSON. */
    private static @Nullable String json(@Nullable Record value) {
        return value == null ? null : JSON.writeValueAsString(value);
    }

    private static <T> @Nullable T json(Document document, String field, Class<T> type) {
        String text = document.getString(field);
        return text == null ? null : JSON.readValue(text, type);
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    private static @Nullable LocalDate date(Document document, String field) {
        String text = document.getString(field);
        return text == null ? null : LocalDate.parse(text);
    }
}
