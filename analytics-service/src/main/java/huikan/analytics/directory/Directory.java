package huikan.analytics.directory;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.CycleEvent;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.EventFamily;
import huikan.service.store.Copies;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Agencies and cycles as submission-service last told them. */
@Repository
public class Directory {

    private static final EventFamily<CycleEvent> CYCLES = EventFamily.of(CycleEvent.class);
    /** Deeper than any line of government. */
    private static final int LONGEST_PATH = 8;

    private static final List<String> LINES = List.of("territory", "department");

    private final MongoCollection<Document> agencies;
    private final MongoCollection<Document> cycles;

    Directory(MongoDatabase database) {
        this.agencies = database.getCollection("agencies");
        this.cycles = database.getCollection("cycles");
        LINES.forEach(line -> agencies.createIndex(Indexes.ascending(line)));
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

    void put(CycleIssued event) {
        cycles.replaceOne(
                eq(event.id()),
                new Document("_id", event.id())
                        .append("type", event.type())
                        .append("event", new String(EventFamily.json(event), StandardCharsets.UTF_8)),
                new ReplaceOptions().upsert(true));
    }

    public Optional<CycleIssued> cycle(String id) {
        return Optional.ofNullable(cycles.find(eq(id)).first())
                .flatMap(document -> CYCLES.read(
                        document.getString("type"), document.getString("event").getBytes(StandardCharsets.UTF_8)))
                .map(CycleIssued.class::cast);
    }

    /** An agency sees itself and what hangs below it along the lines it heads. */
    public boolean sees(String superior, String code) {
        return superior.equals(code) || above(superior, code, "territory") || above(superior, code, "department");
    }

    private boolean above(String superior, String code, String line) {
        @Nullable String next = superiorOf(code, line);
        for (int i = 0; next != null && i < LONGEST_PATH; i++) {
            if (next.equals(superior)) {
                return true;
            }
            next = superiorOf(next, line);
        }
        return false;
    }

    private @Nullable String superiorOf(String code, String line) {
        Document agency = agencies.find(eq(code)).first();
        return agency == null ? null : agency.getString(line);
    }

    public boolean knows(String code) {
        return agencies.find(eq(code)).first() != null;
    }

    /** The codes of all that it {@link #sees}. */
    public SortedSet<String> seenBy(String superior) {
        SortedSet<String> seen = new TreeSet<>(List.of(superior));
        for (String line : LINES) {
            Collection<String> level = List.of(superior);
            for (int i = 0; i < LONGEST_PATH && !level.isEmpty(); i++) {
                level = ids(agencies, in(line, level));
                seen.addAll(level);
            }
        }
        return seen;
    }

    /** The codes of all agencies. */
    public SortedSet<String> agencies() {
        return ids(agencies, new Document());
    }

    /** The ids of all cycles. */
    public SortedSet<String> cycles() {
        return ids(cycles, new Document());
    }

    private static SortedSet<String> ids(MongoCollection<Document> of, Bson asked) {
        return of.find(asked)
                .projection(include("_id"))
                .map(found -> found.getString("_id"))
                .into(new TreeSet<>());
    }
}
