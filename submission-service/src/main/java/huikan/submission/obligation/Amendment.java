package huikan.submission.obligation;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.SubmissionEvent.ObligationAmended;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A superior changed what one agency owes, after the cycle was issued.
 *
 * @param dueOn until when it is due from now on, Asia/Shanghai
 * @param closesOn the last day on which it is taken from now on
 * @param by the login
 * @param request what the agency had asked for, by the hash of the step that granted it; null where nobody asked
 */
public record Amendment(
        Kind kind,
        LocalDate dueOn,
        LocalDate closesOn,
        String reason,
        String by,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String request) {

    /** What was done. */
    public enum Kind {
        /** It came onto the list. */
        ADDED,
        /** Nothing is owed. */
        EXCUSED,
        /** It is owed after all. */
        REINSTATED,
        /** There is more time. */
        EXTENDED
    }

    /** The field of an obligation. */
    static final String FIELD = "amendments";

    static List<Amendment> all(Document obligation) {
        return obligation.getList(FIELD, Document.class, List.of()).stream()
                .map(one -> new Amendment(
                        Kind.valueOf(one.getString("kind")),
                        LocalDate.parse(one.getString("dueOn")),
                        LocalDate.parse(one.getString("closesOn")),
                        one.getString("reason"),
                        one.getString("by"),
                        one.getDate("at").toInstant(),
                        one.getString("request")))
                .toList();
    }

    Document document() {
        return new Document("kind", kind.name())
                .append("dueOn", dueOn.toString())
                .append("closesOn", closesOn.toString())
                .append("reason", reason)
                .append("by", by)
                .append("at", Date.from(at))
                .append("request", request);
    }

    ObligationAmended event(String cycle, String agency, long number, ObligationStatus now) {
        return new ObligationAmended(
                cycle, agency, number, now == ObligationStatus.EXCUSED, dueOn, closesOn, reason, by, at);
    }
}
