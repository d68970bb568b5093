package huikan.analytics.supervision;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What {@link SupervisionWriter} reads and writes. */
interface ThingStore {

    /** Those that are known, by id. */
    Map<String, Kept> things(Collection<String> ids);

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
     */
    record Kept(Thing thing, long revision) {
        static final Kept NOTHING = new Kept(Thing.NOTHING, 0);
    }

    record Change(String id, Kept after) {}

    /** An agency was told what an inspection found. */
    record Inspected(String inspection, String agency, Instant at) {}
}
