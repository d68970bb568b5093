package huikan.submission.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a register of an agency.
 *
 * @param key the digest of its key fields
 * @param version the number of its changes
 * @param head of its trail
 * @param states from the first to the last; each holds from its day until that of the next
 */
record Entry(String id, String kind, String agency, String key, long version, String head, List<State> states) {

    /**
     * How it stands from a day on.
     *
     * @param values null where it is no longer in the register
     * @param published it may be read by everybody, where the kind is published
     * @param reason why it ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(
            LocalDate from,
            @JsonInclude @Nullable Map<String, Object> values,
            boolean published,
            String by,
            Instant at,
            @Nullable String reason) {

        boolean says(Map<String, Object> others, boolean openly) {
            return others.equals(values) && openly == published;
        }
    }

    State last() {
        return states.getLast();
    }

    /** As it stood on a day; of several of one day the last one counts. */
    Optional<State> on(LocalDate day) {
        State stood = null;
        for (State one : states) {
            if (!one.from().isAfter(day)) {
                stood = one;
            }
        }
        return Optional.ofNullable(stood).filter(one -> one.values() != null);
    }
}
