package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.service.store.Copies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** The rollups as they are served: absolute values, each with the version that made it. */
@Repository
public class Rollups {

    private final MongoCollection<Document> rollups;

    Rollups(MongoDatabase database) {
        this.rollups = database.getCollection("rollups");
        rollups.createIndex(Indexes.ascending("cycle", "parent", "agency"));
    }

    /**
     * A rollup as the topology told it, and its version. Nothing is read of it but where it is kept and how old it is: the
     * sums go into the store in the words in which they came.
     *
     * @param sums the whole rollup as JSON
     * @param version grows with every change of this rollup
     */
    record Versioned(Rollup.Head head, String sums, long version) {
        static Versioned of(byte[] rollup, long version) {
            return new Versioned(Json.head(rollup), new String(rollup, StandardCharsets.UTF_8), version);
        }
    }

    /** Writes the newer ones; writing the same again, or an older one, changes nothing, whoever else writes meanwhile. */
    void write(List<Versioned> told) {
        Copies.write(rollups, told.stream().map(Rollups::document).toList());
    }

    /** The sums of one agency; empty ones where nothing was told. */
    public Rollup of(String cycle, String agency) {
        Document document = rollups.find(eq(Rollup.key(cycle, agency))).first();
        return document == null ? Rollup.empty(cycle, agency) : rollup(document);
    }

    /** Those directly below, by code. */
    public List<Rollup> below(String cycle, String agency) {
        List<Rollup> found = new ArrayList<>();
        for (Document document :
                rollups.find(and(eq("cycle", cycle), eq("parent", agency))).sort(ascending("agency"))) {
            found.add(rollup(document));
        }
        return found;
    }

    private static Document document(Versioned one) {
        return new Document("_id", Rollup.key(one.head().cycle(), one.head().agency()))
                .append("cycle", one.head().cycle())
                .append("agency", one.head().agency())
                .append("parent", one.head().parent())
                .append("version", one.version())
                .append("sums", one.sums());
    }

    private static Rollup rollup(Document document) {
        return Json.rollup(document.getString("sums"));
    }
}
