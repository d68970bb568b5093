package huikan.analytics.directory;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.service.store.Duplicates;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** Who stood below whom, as of any instant. */
@Repository
public class AgencyHistory {

    private static final List<String> LINES = List.of("territory", "department");

    private static final String AGENCY = "agency";
    private static final String VERSION = "version";

    private final MongoCollection<Document> versions;

    AgencyHistory(MongoDatabase database) {
        this.versions = database.getCollection("agency-versions");
        versions.createIndex(Indexes.ascending(AGENCY));
        LINES.forEach(line -> versions.createIndex(Indexes.ascending(line)));
    }

    /**
     * An agency as it stood from an instant on.
     *
     * @param at when it was told
     */
    record Version(AgencyPut agency, Instant at) {}

    /** Each once, in whatever order they come. */
    void put(List<Version> told) {
        if (told.isEmpty()) {
            return;
        }
        try {
            versions.insertMany(
                    told.stream().map(AgencyHistory::document).toList(), new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException twice) {
            Duplicates.orThrow(twice);
        }
    }

    private static Document document(Version told) {
        AgencyPut agency = told.agency();
        return new Document("_id", agency.code() + "/" + agency.version())
                .append(AGENCY, agency.code())
                .append(VERSION, agency.version())
                .append("territory", agency.territory())
                .append("department", agency.department())
                .append("at", Date.from(told.at()));
    }

    /** Those directly below an agency, along either line. */
    public SortedSet<String> directlyBelow(String superior, Instant at) {
        return new TreeSet<>(below(Set.of(superior), at));
    }

    /** An agency and all below it, without it where nobody stands above it: nobody supervises that one. */
    public Set<String> supervisedUnder(String top, Instant at) {
        Set<String> all = new LinkedHashSet<>();
        Document own = then(Set.of(top), at).get(top);
        if (own != null && LINES.stream().anyMatch(line -> own.getString(line) != null)) {
            all.add(top);
        }
        Set<String> next = Set.of(top);
        while (!next.isEmpty()) {
            Set<String> below = new HashSet<>(below(next, at));
            // a loop ends here
            below.removeAll(all);
            below.remove(top);
            all.addAll(below);
            next = below;
        }
        return all;
    }

    private Set<String> below(Set<String> superiors, Instant at) {
        Set<String> once = new HashSet<>();
        for (String line : LINES) {
            versions.find(in(line, superiors))
                    .projection(include(AGENCY))
                    .forEach(one -> once.add(one.getString(AGENCY)));
        }
        Set<String> below = new HashSet<>();
        then(once, at).forEach((code, agency) -> {
            if (LINES.stream().anyMatch(line -> superiors.contains(String.valueOf(agency.getString(line))))) {
                below.add(code);
            }
        });
        return below;
    }

    /**
     * As they stood then. Their topic is compacted: one of which the first version is not known is taken to have begun as it is
     * known first.
     */
    private Map<String, Document> then(Collection<String> codes, Instant at) {
        Map<String, Document> latest = new HashMap<>();
        Map<String, Document> first = new HashMap<>();
        if (codes.isEmpty()) {
            return latest;
        }
        for (Document one : versions.find(in(AGENCY, codes))) {
            String code = one.getString(AGENCY);
            if (!one.getDate("at").toInstant().isAfter(at)) {
                latest.merge(code, one, (known, other) -> version(known) > version(other) ? known : other);
            }
            first.merge(code, one, (known, other) -> version(known) < version(other) ? known : other);
        }
        first.forEach((code, one) -> {
            if (version(one) > 1) {
                latest.putIfAbsent(code, one);
            }
        });
        return latest;
    }

    private static long version(Document one) {
        return one.getLong(VERSION);
    }
}
