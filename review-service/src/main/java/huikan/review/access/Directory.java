package huikan.review.access;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.events.AgencyEvent;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.service.security.EndedAgencies;
import huikan.service.store.Copies;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Repository;

/** The agencies, what they are called, and their superiors. */
@Repository
public class Directory {

    /** Deeper than any line of government; a loop ends here. */
    private static final int LONGEST_PATH = 8;

    private static final List<String> LINES = List.of("territory", "department");

    private static final String NAME = "name";

    private final MongoCollection<Document> agencies;

    Directory(MongoDatabase database) {
        this.agencies = database.getCollection("agencies");
        LINES.forEach(line -> agencies.createIndex(Indexes.ascending(line)));
    }

    @Bean
    static EndedAgencies endedAgencies(MongoDatabase database, Clock clock) {
        return new EndedAgencies(database.getCollection("agencies"), clock);
    }

    /** Of each agency the latest version stands, in whatever order they come. */
    void put(List<AgencyPut> events) {
        Copies.write(agencies, events.stream().map(Directory::document).toList());
    }

    private static Document document(AgencyPut event) {
        Document agency = new Document("_id", event.code())
                .append(NAME, event.name())
                .append("territory", event.territory())
                .append("department", event.department())
                .append("version", event.version());
        AgencyEvent.Ended ended = event.ended();
        return ended == null ? agency : EndedAgencies.put(agency, ended.on(), ended.successors());
    }

    /**
     * Everybody above an agency, along either line, nearest first.
     *
     * @return empty when there is no such agency
     */
    public Optional<List<String>> above(String code) {
        return Optional.ofNullable(above(List.of(code)).get(code));
    }

    /**
     * The same of many: one query for each level of the tree, however many there are.
     *
     * @return without those that are not there
     */
    public Map<String, List<String>> above(Collection<String> codes) {
        Map<String, Document> known = new HashMap<>();
        Set<String> asked = new HashSet<>();
        Set<String> next = new HashSet<>(codes);
        while (!next.isEmpty()) {
            asked.addAll(next);
            Set<String> superiors = new HashSet<>();
            for (Document agency : agencies.find(in("_id", next))) {
                known.put(agency.getString("_id"), agency);
                LINES.forEach(line -> addIfNew(agency.getString(line), asked, superiors));
            }
            next = superiors;
        }
        Map<String, List<String>> above = new LinkedHashMap<>();
        for (String code : codes) {
            Document agency = known.get(code);
            if (agency != null) {
                above.put(code, path(agency, known));
            }
        }
        return above;
    }

    private static void addIfNew(@Nullable String code, Set<String> asked, Set<String> to) {
        if (code != null && !asked.contains(code)) {
            to.add(code);
        }
    }

    private static List<String> path(Document agency, Map<String, Document> known) {
        Set<String> superiors = new LinkedHashSet<>();
        for (String line : LINES) {
            @Nullable String next = agency.getString(line);
            for (int i = 0; next != null && i < LONGEST_PATH; i++) {
                superiors.add(next);
                Document superior = known.get(next);
                next = superior == null ? null : superior.getString(line);
            }
        }
        return new ArrayList<>(superiors);
    }

    /** What some agencies are called, in one query; without those whose names are not known. */
    public Map<String, String> names(Collection<String> codes) {
        Map<String, String> names = new HashMap<>();
        for (Document agency : agencies.find(in("_id", codes)).projection(include(NAME))) {
            // a copy that was made before names were kept has none
            if (agency.containsKey(NAME)) {
                names.put(agency.getString("_id"), agency.getString(NAME));
            }
        }
        return names;
    }

    /** Those directly below an agency, along either line, in the order of their codes. */
    public SortedSet<String> below(String code) {
        SortedSet<String> below = new TreeSet<>();
        for (String line : LINES) {
            agencies.find(eq(line, code)).forEach(one -> below.add(one.getString("_id")));
        }
        return below;
    }
}
