package huikan.submission.sheet;

import huikan.events.AgencyLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A column of figures.
 *
 * @param pointer of its map in a filing
 */
record SheetScope(String heading, String pointer) {

    static final SheetScope OWN = new SheetScope("本级", "/indicators/own");
    private static final SheetScope CONSOLIDATED = new SheetScope("含下级", "/indicators/consolidated");

    /** Its own, with those below it, and each level below it. */
    static List<SheetScope> of(AgencyLevel level) {
        List<SheetScope> scopes = new ArrayList<>(List.of(OWN));
        List<AgencyLevel> below = Arrays.stream(AgencyLevel.values())
                .filter(one -> one.compareTo(level) > 0)
                .toList();
        if (!below.isEmpty()) {
            scopes.add(CONSOLIDATED);
        }
        below.forEach(one -> scopes.add(new SheetScope(name(one), "/indicators/byLevel/" + one.name())));
        return scopes;
    }

    private static String name(AgencyLevel level) {
        return switch (level) {
            case PROVINCE -> "省级";
            case CITY -> "市级";
            case COUNTY -> "县级";
            case TOWNSHIP -> "乡级";
        };
    }
}
