package huikan.review.directory;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.service.store.Copies;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The agencies and their superiors. */
@Repository
public class Directory {

    /** Deeper than any line of government; a loop ends here. */
    private static final int LONGEST_PATH = 8;

    private final MongoCollection<Document> agencies;

    Directory(MongoDatabase database) {
        this.agencies = database.getCollection("agencies");
        agencies.createIndex(Indexes.ascending("territory"));
        agencies.createIndex(Indexes.ascending("department"));
    }

    /** Of each agency the latest version stands, in whatever order they come. */
    void put(List<AgencyPut> events) {
        Copies.write(
                agencies,
                events.stream()
                        .map(event -> new Document("_id", event.code())
                                .append("territory", event.territory())
                                .append("department", event.department())
                                .append("version", event.version()))
                        .toList());
    }

    /**
     * Everybody above an agency, along either line, nearest first.
     *
     * @return empty when there is no such agency
     */
    public Optional<Set<String>> above(String code) {
        Document agency = agencies.find(eq(code)).first();
        if (agency == null) {
            return Optional.empty();
        }
        Set<String> superiors = new LinkedHashSet<>();
        climb(agency, "territory", superiors);
        climb(agency, "department", superiors);
        return Optional.of(superiors);
    }

    /** Those directly below an agency, along either line, in the order of their codes. */
    public SortedSet<String> below(String code) {
        SortedSet<String> below = new TreeSet<>();
        for (String line : List.of("territory", "department")) {
            agencies.find(eq(line, code)).forEach(one -> below.add(one.getString("_id")));
        }
        return below;
    }

    private void climb(Document agency, String line, Set<String> superiors) {
        @Nullable String next = agency.getString(line);
        for (int i = 0; next != null && i < LONGEST_PATH; i++) {
            superiors.add(next);
            Document superior = agencies.find(eq(next)).first();
            next = superior == null ? null : superior.getString(line);
        }
    }
}
