package huikan.submission.obligation;

import huikan.events.ReviewEvent.Item;
import huikan.events.ReviewEvent.ReviewReturned;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer wants mended.
 *
 * @param items at most 200, as a decision is bounded
 * @param dueOn until when, Asia/Shanghai
 * @param by the reviewer's login
 */
public record Returned(
        List<Item> items,
        LocalDate dueOn,
        String by,
        @Nullable String comment) {

    /** The field of an obligation that was returned. */
    static final String FIELD = "returned";

    public static Returned of(ReviewReturned event) {
        return new Returned(event.items(), event.dueOn(), event.by(), event.comment());
    }

    static @Nullable Returned read(@Nullable Document document) {
        return document == null
                ? null
                : new Returned(
                        document.getList("items", Document.class).stream()
                                .map(one -> new Item(
                                        one.getString("pointer"), one.getString("reason"), one.getString("comment")))
                                .toList(),
                        LocalDate.parse(document.getString("dueOn")),
                        document.getString("by"),
                        document.getString("comment"));
    }

    Document document() {
        return new Document("dueOn", dueOn.toString())
                .append("by", by)
                .append("comment", comment)
                .append(
                        "items",
                        items.stream()
                                .map(one -> new Document("pointer", one.pointer())
                                        .append("reason", one.reason())
                                        .append("comment", one.comment()))
                                .toList());
    }
}
