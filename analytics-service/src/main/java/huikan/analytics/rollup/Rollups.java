package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * An agency with those directly below it, told together.
     *
     * @param whole what the agency itself has filed and what the children have, so that the two never disagree
     * @param children by code
     */
    public record Family(Rollup whole, List<Rollup> children) {}

    public Family family(String cycle, String agency) {
        int generation = generations.shown();
        List<Rollup> children = whole(generation, cycle, eq("parent", agency));
        Rollup whole = own(generation, cycle, agency);
        for (Rollup child : children) {
            whole = whole.plusBelow(child);
        }
        return new Family(whole, children);
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
