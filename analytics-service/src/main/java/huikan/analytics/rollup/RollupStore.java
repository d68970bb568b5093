package huikan.analytics.rollup;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What {@link RollupWriter} reads and writes. Each write holds only while what it was worked out from is still there, so that
 * of two writers of one partition one is told that it is late.
 */
interface RollupStore {

    /** Those that are known, by obligation. */
    Map<String, Count> counts(Collection<String> obligations);

    /** The sums of one partition that are known, by {@link Rollup#key}. */
    Map<String, Part> parts(int partition, Collection<String> rollups);

    /**
     * Writes in no order; those that hold are written also when others do not.
     *
     * @return whether all held
     */
    boolean writeParts(int partition, List<Change<Part>> changes);

    /** Writing the same again changes nothing. */
    void writeSpans(List<Span> opened, List<Ended> closed);

    /**
     * Writes in no order; those that hold are written also when others do not.
     *
     * @return whether all held
     */
    boolean writeCounts(List<Change<Count>> changes);

    /**
     * What the events of one partition put into a rollup.
     *
     * @param included the offset up to which they are in
     */
    record Part(Rollup rollup, long included) {}

    /**
     * @param before as it was read
     */
    record Change<T>(String key, T before, T after) {}

    /**
     * A time in which something held of a filing.
     *
     * @param name no other of the filing's has it
     * @param from of the event that opened it
     */
    record Span(String name, Tally.Filing filing, Instant from) {}

    /** @param to of the event that closed it */
    record Ended(String name, String submission, Instant to) {}
}
