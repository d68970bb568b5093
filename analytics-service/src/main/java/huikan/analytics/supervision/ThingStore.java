package huikan.analytics.supervision;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What {@link SupervisionWriter} reads and writes. */
interface ThingStore {

    /** Those that are known, by id. */
    Map<String, Kept> things(Collection<String> ids);

    /** The page that the next case of a group is written on, as far as things were written. */
    Page last(String group);

    /**
     * Writes in no order, each only over what was read; those that hold are written also when others do not.
     *
     * @return whether all held
     */
    boolean writeThings(List<Change> changes);

    /**
     * Where questions find them: of a thing the highest revision stands, whoever writes when. Writing the same again changes
     * nothing.
     *
     * @param things whose origin is known, by id
     */
    void writeLines(Map<String, Kept> things);

    /** Of an agency and an inspection the earliest instant stands. */
    void writeInspected(Collection<Inspected> told);

    /**
     * A thing as it is stored.
     *
     * @param revision counts its writes, from 1; 0 before the first
     * @param page of its group that its line is on, for ever; 0 before its origin is known
     */
    record Kept(Thing thing, long revision, int page) {
        static final Kept NOTHING = new Kept(Thing.NOTHING, 0, 0);
    }

    /**
     * A page of a group: a document of so many lines at most. Two who write at the same moment may each put a batch on it, and no more.
     *
     * @param number from 1
     */
    record Page(int number, long lines) {
        private static final int MOST_LINES = 100;

        static final Page FIRST = new Page(1, 0);

        Page next() {
            return lines < MOST_LINES ? new Page(number, lines + 1) : new Page(number + 1, 1);
        }
    }

    record Change(String id, Kept after) {}

    /** An agency was told what an inspection found. */
    record Inspected(String inspection, String agency, Instant at) {}
}
