package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.Ratio;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/** The rollups as they are served: of each the parts that its partitions have put in. */
@Repository
public class Rollups {

    private final MongoDatabase database;
    private final Generations generations;

    Rollups(MongoDatabase database, Generations generations) {
        this.database = database;
        this.generations = generations;
    }

    /** The sums of one agency; empty ones where nothing was told. */
    public Rollup of(String cycle, String agency) {
        return whole(generations.shown(), cycle, eq("agency", agency)).stream()
                .findFirst()
                .orElseGet(() -> Rollup.empty(cycle, agency));
    }

    /** The sums of some agencies, those of which something was told, by code. */
    public List<Rollup> of(String cycle, Collection<String> agencies) {
        return whole(generations.shown(), cycle, in("agency", agencies));
    }

    /**
     * An agency with those directly below it, told together.
     *
     * @param whole what the agency itself has filed and what the children have, so that the two never disagree
     * @param children by code
     */
    public record Family(Rollup whole, List<Rollup> children) {

        private static Family of(Rollup own, List<Rollup> children) {
            Rollup whole = own;
            for (Rollup child : children) {
                whole = whole.plusBelow(child);
            }
            return new Family(whole, children);
        }
    }

    public Family family(String cycle, String agency) {
        int generation = generations.shown();
        List<Rollup> children = whole(generation, cycle, eq("parent", agency));
        return Family.of(own(generation, cycle, agency), children);
    }

    /**
     * The sums of an agency and of those directly below it as they stood at an instant, on one basis. Later filings, returns, corrections
     * and moves change nothing of it. How many owe a filing was fixed when the cycle was issued.
     */
    public Family asOf(String cycle, String agency, Basis basis, Instant at) {
        int generation = generations.shown();
        Rollup own = own(generation, cycle, agency).expectedOnly(at);
        Map<String, Rollup> children = new TreeMap<>();
        whole(generation, cycle, eq("parent", agency))
                .forEach(child -> children.put(child.agency(), child.expectedOnly(at)));
        for (Tally.Filing filing : StoredRollups.counted(database, generation, cycle, agency, basis, at)) {
            int place = filing.chain().indexOf(agency);
            if (place == 0) {
                own = own.plus(Rollup.counting(filing, agency, basis, at));
            } else {
                String child = filing.chain().get(place - 1);
                children.merge(child, Rollup.counting(filing, child, basis, at), Rollup::plus);
            }
        }
        return Family.of(own, List.copyOf(children.values()));
    }

    /**
     * A filing that counts.
     *
     * @param cells what it says of the agency itself, by indicator
     * @param rates by indicator; none of which a side is missing
     */
    public record Counted(
            String submission,
            String agency,
            AgencyLevel level,
            long revision,
            Map<String, Long> cells,
            Map<String, Ratio> rates) {}

    /**
     * Sums and what they are the sums of, read at once.
     *
     * @param filings by no fixed order
     */
    public record Lineage(Sums sums, List<Counted> filings) {}

    /** Of the sums that {@link #asOf} tells. */
    public Lineage lineage(String cycle, String agency, Basis basis, Instant at) {
        Sums sums = Sums.NONE;
        List<Counted> filings = new ArrayList<>();
        for (Tally.Filing one : StoredRollups.counted(database, generations.shown(), cycle, agency, basis, at)) {
            sums = sums.plus(Sums.of(one, agency));
            filings.add(
                    new Counted(one.submission(), one.agency(), one.level(), one.revision(), one.own(), one.rates()));
        }
        return new Lineage(sums, filings);
    }

    private Rollup own(int generation, String cycle, String agency) {
        Document count = StoredRollups.counts(database, generation)
                .find(eq(Rollup.key(cycle, agency)))
                .first();
        return count == null
                ? Rollup.empty(cycle, agency)
                : Differences.own(cycle, agency, StoredRollups.tally(count), Instant.EPOCH);
    }

    /** By code. */
    private List<Rollup> whole(int generation, String cycle, Bson asked) {
        Map<String, Rollup> whole = new LinkedHashMap<>();
        MongoCollection<Document> sums = StoredRollups.sums(database, generation);
        for (Document part : sums.find(and(eq("cycle", cycle), asked))) {
            Rollup rollup = StoredRollups.rollup(part);
            whole.merge(rollup.agency(), rollup, Rollup::plus);
        }
        return whole.values().stream()
                .sorted(Comparator.comparing(Rollup::agency))
                .toList();
    }
}
