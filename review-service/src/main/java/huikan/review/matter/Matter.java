package huikan.review.matter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thing that is supervised (事项). It is stored as the JSON of its record; version and head are kept by the store.
 *
 * @param <S> its states
 */
public interface Matter<S extends Enum<S>> {

    String id();

    /** Whose it is: the agency that has something to do. */
    String agency();

    S status();

    String title();

    /** Until when, Asia/Shanghai. */
    @Nullable
    LocalDate dueOn();

    /** Everybody above the agency when it was opened, along either line. */
    List<String> above();

    /** Whose the unit's moves are; the agency, unless another was told to lead. */
    default String unit() {
        return agency();
    }

    /** Of the due date; null while nothing is due. */
    @Nullable
    Ladder ladder();

    /** What its state waits for, and until when. */
    @Nullable
    Awaited awaited();

    /** For whom it waits, as {@link Waiting} names them. */
    List<String> waitingFor();

    /** Who may know of it. */
    List<String> seenBy();

    /** Whether the unit still owes something: a due date that went by is overdue. */
    boolean open();

    Instant openedAt();

    /** Counts its changes, from 1. */
    long version();

    /** The hash of the last step of its trail; empty before the first. */
    String head();

    /** Open, and its day is over. */
    default boolean overdue(LocalDate today) {
        LocalDate due = dueOn();
        return open() && due != null && due.isBefore(today);
    }
}
