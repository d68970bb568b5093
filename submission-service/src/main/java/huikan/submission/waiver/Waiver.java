package huikan.submission.waiver;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is not held against somebody.
 *
 * @param cycle in which; null for every one
 * @param agency whom; null for all
 * @param until the last day, Asia/Shanghai, on which a filing that comes has it
 * @param endedBy who ended it before that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Waiver(
        String id,
        String rule,
        @Nullable String cycle,
        @Nullable String agency,
        String reason,
        LocalDate until,
        String by,
        Instant at,
        @Nullable String endedBy,
        @Nullable Instant endedAt) {

    boolean covers(String filedIn, String filedBy, LocalDate day) {
        return !until.isBefore(day)
                && (cycle == null || cycle.equals(filedIn))
                && (agency == null || agency.equals(filedBy));
    }
}
