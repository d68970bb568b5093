package huikan.submission.obligation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** How an obligation stands; it follows the filing that holds its slot. */
public enum ObligationStatus {
    /** Nobody holds the slot. */
    MISSING,
    /** A filing holds it and waits for its review. */
    FILED,
    /** It was returned; the agency owes a correction. */
    RETURNED,
    APPROVED,
    /** Nothing is owed after all. */
    EXCUSED;

    private static final Map<ObligationStatus, Set<ObligationStatus>> NEXT = Map.of(
            MISSING, EnumSet.of(FILED, EXCUSED),
            FILED, EnumSet.of(FILED, RETURNED, APPROVED, MISSING),
            RETURNED, EnumSet.of(FILED),
            APPROVED, EnumSet.of(FILED),
            EXCUSED, EnumSet.of(MISSING));

    /** A filing is in the slot. */
    static final Set<ObligationStatus> HELD = EnumSet.of(FILED, RETURNED, APPROVED);

    /** Something is still to be filed. */
    public static final Set<ObligationStatus> OWED = Collections.unmodifiableSet(EnumSet.of(MISSING, RETURNED));

    /** The states from which the target can be reached. */
    static Set<ObligationStatus> before(ObligationStatus target) {
        Set<ObligationStatus> before = EnumSet.noneOf(ObligationStatus.class);
        NEXT.forEach((from, to) -> {
            if (to.contains(target)) {
                before.add(from);
            }
        });
        return before;
    }
}
