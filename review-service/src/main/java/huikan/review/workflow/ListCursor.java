package huikan.review.workflow;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list, and where in it a case stands: the cursor is a field of the document, so that a page begins where the
 * last one ended.
 */
public enum ListCursor {
    /** By time of opening, then by id. */
    OPENED,
    /** What is due first comes first, what has no due date last; then by time of opening. */
    DUE;

    private static final String NEVER = "9999-12-31";

    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String of(Case<?> one) {
        String opened = String.format("%015d", one.openedAt().toEpochMilli()) + "-" + one.id();
        LocalDate dueOn = one.dueOn();
        return this == OPENED ? opened : (dueOn == null ? NEVER : dueOn.toString()) + "-" + opened;
    }

    /** The due date of a cursor by {@link #DUE}; null where nothing is due. */
    static @Nullable LocalDate dueOn(String cursor) {
        String day = cursor.substring(0, NEVER.length());
        return day.equals(NEVER) ? null : LocalDate.parse(day);
    }

    /** Before every cursor of this day. */
    public static String dueOn(LocalDate day) {
        return day.toString();
    }
}
