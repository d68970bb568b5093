package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
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

    private final MongoCollection<Document> sums;

    Rollups(MongoDatabase database) {
        this.sums = database.getCollection(StoredRollups.SUMS);
    }

    /** The sums of one agency; empty ones where nothing was told. */
    public Rollup of(String cycle, String agency) {
        return whole(eq("agency", agency), cycle).stream().findFirst().orElseGet(() -> Rollup.empty(cycle, agency));
    }

    /** Those directly below, by code. */
    public List<Rollup> below(String cycle, String agency) {
        return whole(eq("parent", agency), cycle);
    }

    private List<Rollup> whole(Bson asked, String cycle) {
        Map<String, Rollup> whole = new LinkedHashMap<>();
        for (Document part : sums.find(and(eq("cycle", cycle), asked))) {
            Rollup rollup = StoredRollups.rollup(part);
            whole.merge(rollup.agency(), rollup, Rollup::plus);
        }
        return whole.values().stream()
                .sorted(Comparator.comparing(Rollup::agency))
                .toList();
    }
}
