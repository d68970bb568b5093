package huikan.review.matter;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The order of a list. The place of a thing in it is a field of its document, so that a page begins where the last ended. */
public enum ListOrder {
    /** By time of opening, then by id. */
    OPENED,
    /** What is due first comes first, what has no due date last; then by time of opening. */
    DUE;

    private static final String NEVER = "9999-12-31";

    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String place(Matter<?> one) {
        String opened = String.format("%015d", one.openedAt().toEpochMilli()) + "-" + one.id();
        LocalDate dueOn = one.dueOn();
        return this == OPENED ? opened : (dueOn == null ? NEVER : dueOn.toString()) + "-" + opened;
    }

    /** The due date of a place by {@link #DUE}; null where nothing is due. */
    static @Nullable LocalDate dueOn(String place) {
        String day = place.substring(0, NEVER.length());
        return day.equals(NEVER) ? null : LocalDate.parse(day);
    }

    /** Before every place of this day. */
    public static String dueOn(LocalDate day) {
        return day.toString();
    }
}
