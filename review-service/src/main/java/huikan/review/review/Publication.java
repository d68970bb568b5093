package huikan.review.review;

import huikan.review.workflow.Person;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 保密审查, 主动公开: what became of an approved submission.
 *
 * @param reviewedBy who looked for secrets, for the agency that filed it
 * @param embargo not before this day, Asia/Shanghai
 */
record Publication(
        Stage stage,
        @Nullable Person reviewedBy,
        @Nullable LocalDate reviewedOn,
        @Nullable String comment,
        @Nullable LocalDate embargo,
        @Nullable Person publishedBy,
        @Nullable LocalDate publishedOn) {

    static final Publication NONE = new Publication(Stage.NOT_REVIEWED, null, null, null, null, null, null);

    /** The states of it. */
    enum Stage {
        NOT_REVIEWED,
        /** It holds nothing that may not be published. */
        CLEARED,
        /** It holds what may not be published; it can be looked at again. */
        WITHHELD,
        PUBLISHED;

        private static final Map<Stage, Set<Stage>> NEXT = Map.of(
                NOT_REVIEWED, EnumSet.of(CLEARED, WITHHELD),
                CLEARED, EnumSet.of(WITHHELD, PUBLISHED),
                WITHHELD, EnumSet.of(CLEARED),
                PUBLISHED, EnumSet.noneOf(Stage.class));

        boolean mayBecome(Stage target) {
            return NEXT.getOrDefault(this, Set.of()).contains(target);
        }
    }

    Publication published(Person by, LocalDate on) {
        return new Publication(Stage.PUBLISHED, reviewedBy, reviewedOn, comment, embargo, by, on);
    }
}
