package huikan.review.access;

import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyLevel;
import java.util.List;

/** A small province for tests of other packages. */
public final class DirectoryOf {

    private DirectoryOf() {}

    /** 210000 with the city 210900 and its counties 210902 and 210903, each a government and a mobilisation office. */
    public static void liaoning(Directory directory) {
        put(directory, "210000", AgencyLevel.PROVINCE, null);
        put(directory, "210900", AgencyLevel.CITY, "210000");
        put(directory, "210200", AgencyLevel.CITY, "210000");
        put(directory, "210902", AgencyLevel.COUNTY, "210900");
        put(directory, "210903", AgencyLevel.COUNTY, "210900");
    }

    private static void put(Directory directory, String division, AgencyLevel level, String above) {
        directory.put(List.of(
                new AgencyPut(division + "-gov", division, level, above == null ? null : above + "-gov", null, 1),
                new AgencyPut(
                        division + "-ndmo",
                        division,
                        level,
                        division + "-gov",
                        above == null ? null : above + "-ndmo",
                        1)));
    }
}
