package huikan.review.workflow;

import huikan.review.access.Parties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A thing with a life of its own: a finding, an order, a review. It is stored as the JSON of its record; version and head are
 * kept by the store. What grows with its use is not in it, and its bounds keep it below 1 MiB.
 *
 * @param <S> its states
 */
public interface Case<S extends Enum<S> & State> {

    String id();

    /** Whose it is: the agency that has something to do. */
    String agency();

    S status();

    String title();

    /** Until when, Asia/Shanghai. */
    default @Nullable LocalDate dueOn() {
        return null;
    }

    /** Everybody above the agency when it was opened, along either line. */
    List<String> above();

    /** Whose the unit's moves are; the agency, unless another was told to lead. */
    default String unit() {
        return agency();
    }

    /** Who stands above whoever is late, nearest first: they hear of it, too. */
    default List<String> overseers() {
        return above();
    }

    /** Who has a part in it. */
    Parties parties();

    /** Of the due date; null while nothing is due. */
    default @Nullable Ladder ladder() {
        return null;
    }

    /** What its state waits for, and until when. */
    default @Nullable Awaited awaited() {
        return null;
    }

    /** For whom it waits, as {@link huikan.review.access.Waiting} names them. */
    List<String> waitingFor();

    /** Who may know of it: the agency, and everybody above it. */
    default List<String> seenBy() {
        return Stream.concat(Stream.of(agency()), above().stream()).toList();
    }

    /** Whether the unit still owes something. */
    default boolean open() {
        return status().open();
    }

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
