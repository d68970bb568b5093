package huikan.submission.relay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agency files a form for others.
 *
 * @param agency who relays
 * @param under for whom: this agency and all below it, but for the one that relays
 * @param from the first day, Asia/Shanghai
 * @param until the last one
 * @param endedBy who ended it before that
 */
public record Relay(
        String id,
        String form,
        String agency,
        String under,
        LocalDate from,
        LocalDate until,
        String reason,
        String by,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String endedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant endedAt) {

    /** On a day. */
    boolean isInForce(LocalDate day) {
        return endedBy == null && !day.isBefore(from) && !day.isAfter(until);
    }

    /**
     * Whether it is for an agency.
     *
     * @param seenBy the agency itself and those above it
     */
    public boolean covers(String owing, Set<String> seenBy) {
        return !owing.equals(agency) && seenBy.contains(under) && seenBy.contains(agency);
    }
}
