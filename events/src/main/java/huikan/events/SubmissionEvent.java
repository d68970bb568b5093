package huikan.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What became of obligations and submissions: topic {@link Topics#SUBMISSIONS}. */
public sealed interface SubmissionEvent extends Event {

    @Override
    default String topic() {
        return Topics.SUBMISSIONS;
    }

    String cycle();

    String agency();

    @Override
    default String key() {
        return Topics.obligationKey(cycle(), agency());
    }

    /**
     * An agency owes a filing.
     *
     * @param path its superiors along the form's line as of the issue of the cycle, or as of the day on which it was added, nearest first
     * @param opensOn the first day on which it is taken, Asia/Shanghai; left out in older ones
     * @param closesOn the last day on which it is taken; left out in older ones
     * @param added true where a superior put it on the list after the issue of the cycle; left out where the cycle was issued with it
     */
    @EventType("obligation.opened.v1")
    record ObligationOpened(
            String cycle,
            String agency,
            AgencyLevel level,
            List<Superior> path,
            LocalDate dueOn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate opensOn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate closesOn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean added,

            Instant at)
            implements SubmissionEvent {

        public ObligationOpened {
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(level, "level");
            path = List.copyOf(path);
            requireNonNull(dueOn, "dueOn");
            requireNonNull(at, "at");
        }

        @Override
        public String subject() {
            return key();
        }
    }

    /**
     * What an agency owes was changed for it alone, after the issue of the cycle: how the obligation stands from now on.
     *
     * @param amendment counts those of the obligation, from 1; of two the higher one stands
     * @param excused nothing is owed any more
     * @param dueOn until when it is due, Asia/Shanghai
     * @param closesOn the last day on which it is taken
     * @param by the login of the superior
     */
    @EventType("obligation.amended.v1")
    record ObligationAmended(
            String cycle,
            String agency,
            long amendment,
            boolean excused,
            LocalDate dueOn,
            LocalDate closesOn,
            String reason,
            String by,
            Instant at)
            implements SubmissionEvent {

        public ObligationAmended {
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(dueOn, "dueOn");
            requireNonNull(closesOn, "closesOn");
            requireNonNull(reason, "reason");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }

        @Override
        public String subject() {
            return key();
        }
    }

    /**
     * A filing passed every check and holds the slot of its obligation.
     *
     * @param revision counts the filings that held the slot, from 1; of two accepted filings the higher one counts
     * @param path the agency's superiors along the form's line as of the filing, nearest first
     * @param late received after the due date, Asia/Shanghai
     * @param replaces the submission that it takes the slot from
     * @param own the agency's own figures, whole numbers only; amounts in fen
     * @param stated what the agency states as consolidated, whole numbers only
     * @param rates for each rate whose numerator and denominator are both filed as own figures: the two, so that no
     *     rollup divides what one agency counted by what another left out
     * @param additive those of {@code stated} that are the sum of the own figure and those below; left out where there are none
     * @param notApplicable the agency's own figures of which it says that they do not apply to it; left out where there are none
     * @param periodTo the last day of the period that it reports on, Asia/Shanghai; left out in older ones
     * @param relayedBy who filed it on behalf of the agency; left out where the agency filed for itself
     * @param document the body as filed
     */
    @EventType("submission.accepted.v1")
    record SubmissionAccepted(
            String id,
            String cycle,
            String agency,
            AgencyLevel level,
            List<Superior> path,
            long revision,
            String digest,
            Instant receivedAt,
            boolean late,
            @Nullable String replaces,
            Map<String, Long> own,
            Map<String, Long> stated,
            Map<String, Ratio> rates,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> additive,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> notApplicable,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate periodTo,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Relayer relayedBy,

            JsonNode document)
            implements SubmissionEvent {

        public SubmissionAccepted {
            requireNonNull(id, "id");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(level, "level");
            path = List.copyOf(path);
            requireNonNull(digest, "digest");
            requireNonNull(receivedAt, "receivedAt");
            own = Map.copyOf(own);
            stated = Map.copyOf(stated);
            rates = Map.copyOf(rates);
            additive = additive == null ? List.of() : List.copyOf(additive);
            notApplicable = notApplicable == null ? List.of() : List.copyOf(notApplicable);
            requireNonNull(document, "document");
        }

        /** Of one that states nothing of others. */
        @Override
        public List<String> additive() {
            return additive == null ? List.of() : additive;
        }

        /** Of one of whose figures none was said to be without meaning. */
        @Override
        public List<String> notApplicable() {
            return notApplicable == null ? List.of() : notApplicable;
        }

        @Override
        public String subject() {
            return id;
        }
    }

    /** The two sides of a rate, whole numbers in one unit. */
    record Ratio(long numerator, long denominator) {}

    /**
     * A filing was refused; the slot stays with whom it was.
     *
     * @param reasons the codes of what was wrong
     */
    @EventType("submission.rejected.v1")
    record SubmissionRejected(String id, String cycle, String agency, Instant at, List<String> reasons)
            implements SubmissionEvent {

        public SubmissionRejected {
            requireNonNull(id, "id");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(at, "at");
            reasons = List.copyOf(reasons);
        }

        @Override
        public String subject() {
            return id;
        }
    }

    /**
     * A filing lost the slot to its correction.
     *
     * @param approvedStep of one that was approved until now, the step of its trail that approved it: it counts as approved until a
     *     correction is; left out of others, and of older ones
     */
    @EventType("submission.replaced.v1")
    record SubmissionReplaced(
            String id,
            String cycle,
            String agency,
            long revision,
            String by,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long approvedStep,

            Instant at)
            implements SubmissionEvent {

        public SubmissionReplaced {
            requireNonNull(id, "id");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }

        @Override
        public String subject() {
            return id;
        }
    }

    /**
     * Its review came to something: told here too, so that all that becomes of a filing is in one order.
     *
     * @param step of the submission's trail: of two about one submission the later one holds
     */
    @EventType("submission.decided.v1")
    record SubmissionDecided(
            String id, String cycle, String agency, long revision, Outcome outcome, long step, String by, Instant at)
            implements SubmissionEvent {

        public SubmissionDecided {
            requireNonNull(id, "id");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(outcome, "outcome");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }

        @Override
        public String subject() {
            return id;
        }
    }

    /** What a review came to. */
    enum Outcome {
        RETURNED,
        APPROVED,
        /** Its approval counts no more; it is reported as before. */
        VOIDED
    }

    /** The agency took its filing back before anybody decided on it; the slot is free. */
    @EventType("submission.withdrawn.v1")
    record SubmissionWithdrawn(String id, String cycle, String agency, long revision, String by, Instant at)
            implements SubmissionEvent {

        public SubmissionWithdrawn {
            requireNonNull(id, "id");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }

        @Override
        public String subject() {
            return id;
        }
    }
}
