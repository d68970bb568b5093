package huikan.submission.agency;

import huikan.service.security.EndedAgencies;
import java.time.LocalDate;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An agency ended: it was merged into one, split into several, or dissolved. What it filed stays where it was filed.
 *
 * @param on the first day on which it is there no more
 * @param successors who does its work from that day on; nobody where it was dissolved
 * @param by the login
 */
public record Succession(LocalDate on, List<String> successors, String reason, String by) {

    /** The field of an agency that ended. */
    static final String FIELD = EndedAgencies.FIELD;

    static @Nullable Succession read(@Nullable Document document) {
        return document == null
                ? null
                : new Succession(
                        LocalDate.parse(document.getString("on")),
                        document.getList("successors", String.class),
                        document.getString("reason"),
                        document.getString("by"));
    }

    Document document() {
        return new Document("on", on.toString())
                .append("successors", successors)
                .append("reason", reason)
                .append("by", by);
    }
}
