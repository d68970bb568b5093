package huikan.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reviewers decided: topic {@link Topics#REVIEWS}. Every decision names the digest and revision it saw, and what can be
 * taken back the step of the review's trail that it is: of two about one submission the later step holds. Those from before
 * anything could be taken back name none.
 */
public sealed interface ReviewEvent extends Event {

    @Override
    default String topic() {
        return Topics.REVIEWS;
    }

    String submission();

    String cycle();

    String agency();

    /** Of the submission that was decided on. */
    long revision();

    @Override
    default String key() {
        return Topics.obligationKey(cycle(), agency());
    }

    @Override
    default String subject() {
        return submission();
    }

    /** What moves a submission: of two, the one with the later step of its review holds. */
    sealed interface Decided permits ReviewApproved, ReviewReturned, ReviewVoided {

        String submission();

        String cycle();

        String agency();

        String by();

        Instant at();

        /** The step of the review's trail that told it; null in events from before there were any. */
        @Nullable
        Long step();

        /** Its place among them; 0 where it names no step. */
        default long order() {
            Long step = step();
            return step == null ? 0 : step;
        }
    }

    /**
     * One level passed it on to the next.
     *
     * @param step of the review's trail; left out in older ones
     */
    @EventType("review.passed.v1")
    record ReviewPassed(
            String submission,
            String cycle,
            String agency,
            long revision,
            String digest,
            AgencyLevel level,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long step,

            String by,
            Instant at)
            implements ReviewEvent {

        public ReviewPassed {
            requireNonNull(submission, "submission");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(digest, "digest");
            requireNonNull(level, "level");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }
    }

    /**
     * Whoever passed it took that back before anybody above decided: it waits for that level again.
     *
     * @param step of the review's trail; left out in older ones
     */
    @EventType("review.recalled.v1")
    record ReviewRecalled(
            String submission,
            String cycle,
            String agency,
            long revision,
            String digest,
            AgencyLevel level,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long step,

            String by,
            Instant at)
            implements ReviewEvent {

        public ReviewRecalled {
            requireNonNull(submission, "submission");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(digest, "digest");
            requireNonNull(level, "level");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }
    }

    /** The last level passed it. */
    @EventType("review.approved.v1")
    record ReviewApproved(
            String submission,
            String cycle,
            String agency,
            long revision,
            String digest,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long step,

            String by,
            Instant at)
            implements ReviewEvent, Decided {

        public ReviewApproved {
            requireNonNull(submission, "submission");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(digest, "digest");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }
    }

    /**
     * What its levels had passed counts no more, since figures below it changed; it waits for its first level again.
     *
     * @param figures the sums below that are not any more what was passed, at least one
     * @param filings whose filing below changed meanwhile
     */
    @EventType("review.voided.v1")
    record ReviewVoided(
            String submission,
            String cycle,
            String agency,
            long revision,
            String digest,
            List<ChangedSum> figures,
            List<ChangedFiling> filings,
            Long step,
            String by,
            Instant at)
            implements ReviewEvent, Decided {

        public ReviewVoided {
            requireNonNull(submission, "submission");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(digest, "digest");
            figures = List.copyOf(figures);
            filings = List.copyOf(filings);
            requireNonNull(step, "step");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }
    }

    /**
     * What the agencies directly below have of one indicator together.
     *
     * @param before when it was passed; null where none of them had filed it
     * @param after as it stands; null where none of them files it any more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangedSum(
            String indicator,
            @Nullable Long before,
            @Nullable Long after) {
        public ChangedSum {
            requireNonNull(indicator, "indicator");
        }
    }

    /**
     * The standing filing of one agency directly below.
     *
     * @param before the submission when it was passed; null where there was none
     * @param after as it stands; null where there is none any more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangedFiling(
            String agency,
            @Nullable String before,
            @Nullable String after) {
        public ChangedFiling {
            requireNonNull(agency, "agency");
        }
    }

    /**
     * 退回补正: it goes back to the agency.
     *
     * @param items what to mend, at least one
     * @param dueOn until when, Asia/Shanghai
     * @param comment of the reviewer; left out where there is none, and in older ones
     */
    @EventType("review.returned.v1")
    record ReviewReturned(
            String submission,
            String cycle,
            String agency,
            long revision,
            String digest,
            AgencyLevel level,
            List<Item> items,
            LocalDate dueOn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String comment,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long step,

            String by,
            Instant at)
            implements ReviewEvent, Decided {

        public ReviewReturned {
            requireNonNull(submission, "submission");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(digest, "digest");
            requireNonNull(level, "level");
            items = List.copyOf(items);
            requireNonNull(dueOn, "dueOn");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }
    }

    /** A reviewer of a level took it on: the agency does not withdraw it any more. */
    @EventType("review.claimed.v1")
    record ReviewClaimed(
            String submission, String cycle, String agency, long revision, AgencyLevel level, String by, Instant at)
            implements ReviewEvent {

        public ReviewClaimed {
            requireNonNull(submission, "submission");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(level, "level");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }
    }

    /**
     * 保密审查: the agency looked for what may not be published.
     *
     * @param cleared whether it may be published
     * @param embargo not before this day, Asia/Shanghai
     */
    @EventType("review.cleared.v1")
    record ReviewCleared(
            String submission,
            String cycle,
            String agency,
            long revision,
            boolean cleared,
            @Nullable LocalDate embargo,
            String by,
            Instant at)
            implements ReviewEvent {

        public ReviewCleared {
            requireNonNull(submission, "submission");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }
    }

    /** 主动公开: the agency published it. */
    @EventType("review.published.v1")
    record ReviewPublished(
            String submission, String cycle, String agency, long revision, String digest, String by, Instant at)
            implements ReviewEvent {

        public ReviewPublished {
            requireNonNull(submission, "submission");
            requireNonNull(cycle, "cycle");
            requireNonNull(agency, "agency");
            requireNonNull(digest, "digest");
            requireNonNull(by, "by");
            requireNonNull(at, "at");
        }
    }

    /**
     * One thing to mend.
     *
     * @param pointer RFC 6901, into the document
     * @param reason a code
     */
    record Item(String pointer, String reason, @Nullable String comment) {
        public Item {
            requireNonNull(pointer, "pointer");
            requireNonNull(reason, "reason");
        }
    }
}
