package huikan.service.security;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/**
 * 承接机构: which agencies ended, and who came in their place, as a service's own directory has it. Successors act for them in all
 * that they had to do, so that nothing is left without anybody who does it. Days are Asia/Shanghai.
 */
public final class EndedAgencies implements Predecessors {

    /** The field of an agency that ended. */
    public static final String FIELD = "ended";

    private static final String ON = "on";
    private static final String SUCCESSORS = "successors";
    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final MongoCollection<Document> agencies;
    private final Clock clock;

    /**
     * An agency is there no more.
     *
     * @param on the first day on which it is not
     */
    public record Ended(LocalDate on, List<String> successors) {}

    public EndedAgencies(MongoCollection<Document> agencies, Clock clock) {
        this.agencies = agencies;
        this.clock = clock;
        // sparse: few agencies end
        agencies.createIndex(Indexes.ascending(FIELD + "." + SUCCESSORS), new IndexOptions().sparse(true));
    }

    /** As it stands in a directory. */
    public static Document put(Document agency, LocalDate on, List<String> successors) {
        return agency.append(FIELD, new Document(ON, on.toString()).append(SUCCESSORS, successors));
    }

    /** Over as many steps as there were. */
    @Override
    public List<String> of(String agency) {
        Set<String> found = new LinkedHashSet<>();
        List<String> next = List.of(agency);
        while (!next.isEmpty()) {
            List<String> before = new ArrayList<>();
            for (Document one : agencies.find(and(in(FIELD + "." + SUCCESSORS, next), lte(FIELD + "." + ON, today())))
                    .projection(include("_id"))) {
                if (found.add(one.getString("_id"))) {
                    before.add(one.getString("_id"));
                }
            }
            next = before;
        }
        return List.copyOf(found);
    }

    /** Of some agencies, those that are there no more. */
    public Map<String, Ended> among(Collection<String> codes) {
        Map<String, Ended> ended = new HashMap<>();
        for (Document one : agencies.find(and(in("_id", codes), lte(FIELD + "." + ON, today())))
                .projection(include(FIELD))) {
            Document stored = one.get(FIELD, Document.class);
            ended.put(
                    one.getString("_id"),
                    new Ended(LocalDate.parse(stored.getString(ON)), stored.getList(SUCCESSORS, String.class)));
        }
        return ended;
    }

    /** Some agencies, and all who came in the place of those that ended. */
    public Set<String> withSuccessors(Collection<String> codes) {
        Set<String> all = new LinkedHashSet<>(codes);
        Collection<String> next = codes;
        while (!next.isEmpty()) {
            next = among(next).values().stream()
                    .flatMap(ended -> ended.successors().stream())
                    .filter(all::add)
                    .toList();
        }
        return all;
    }

    /** In whose name something is issued for an agency: its own, or that of who was named first to come in its place. */
    public String inPlaceOf(String agency) {
        Set<String> passed = new LinkedHashSet<>();
        String standing = agency;
        // what was told in another order may go round for a moment
        while (passed.add(standing)) {
            Ended ended = among(List.of(standing)).get(standing);
            if (ended == null || ended.successors().isEmpty()) {
                return standing;
            }
            standing = ended.successors().getFirst();
        }
        return agency;
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), PLACE).toString();
    }
}
