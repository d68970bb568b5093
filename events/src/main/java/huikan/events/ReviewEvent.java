package huikan.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reviewers decided: topic {@link Topics#REVIEWS}. Every decision names the digest and revision it saw. */
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

    /** One level passed it on to the next. */
    @EventType("review.passed.v1")
    record ReviewPassed(
            String submission,
            String cycle,
            String agency,
            long revision,
            String digest,
            AgencyLevel level,
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

    /** The last level passed it. */
    @EventType("review.approved.v1")
    record ReviewApproved(
            String submission, String cycle, String agency, long revision, String digest, String by, Instant at)
            implements ReviewEvent {

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
     * 退回补正: it goes back to the agency.
     *
     * @param items what to mend, at least one
     * @param dueOn until when, Asia/Shanghai
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
            String by,
            Instant at)
            implements ReviewEvent {

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
