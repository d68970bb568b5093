package huikan.review.access;

import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyEvent.Ended;
import huikan.events.AgencyLevel;
import java.util.List;
import java.util.stream.IntStream;

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

    /** A city 990100-gov of another province, with so many units below it: 99000001-gov and so on. */
    public static List<String> city(Directory directory, int units) {
        directory.put(List.of(new AgencyPut("990100-gov", "990100", AgencyLevel.CITY, null, null, 1)));
        List<AgencyPut> below = IntStream.rangeClosed(1, units)
                .mapToObj(n -> "99%06d".formatted(n))
                .map(division -> new AgencyPut(division + "-gov", division, AgencyLevel.COUNTY, "990100-gov", null, 1))
                .toList();
        directory.put(below);
        return below.stream().map(AgencyPut::code).toList();
    }

    /** A county, which may have ended on a day with somebody in its place. */
    public static void county(Directory directory, String code, String city, long version, Ended ended) {
        directory.put(List.of(new AgencyPut(code, code, AgencyLevel.COUNTY, city, null, version, List.of(), ended)));
    }

    private static void put(Directory directory, String division, AgencyLevel level, String above) {
        directory.put(List.of(
                new AgencyPut(
                        division + "-gov", division + "人民政府", level, above == null ? null : above + "-gov", null, 1),
                new AgencyPut(
                        division + "-ndmo",
                        division + "国防动员办公室",
                        level,
                        division + "-gov",
                        above == null ? null : above + "-ndmo",
                        1)));
    }
}
