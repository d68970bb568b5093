package huikan.review.workflow;

import java.util.Locale;

/** A code that has words for people; its enum implements this. */
public interface Worded {

    /** As the enum's constant. */
    String name();

    /** In the field's own words. */
    String zh();

    default String en() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
