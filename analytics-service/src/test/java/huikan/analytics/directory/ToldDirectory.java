package huikan.analytics.directory;

import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.CycleEvent.CycleIssued;
import java.util.List;

/** Puts agencies and cycles where the tests of other packages need them. */
public final class ToldDirectory {

    private ToldDirectory() {}

    public static void put(Directory directory, List<AgencyPut> agencies, List<CycleIssued> cycles) {
        directory.put(agencies);
        cycles.forEach(directory::put);
    }
}
