package huikan.analytics.directory;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.CycleEvent;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.EventFamily;
import huikan.service.store.Copies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Agencies and cycles as submission-service last told them. */
@Repository
public class Directory {

    private static final EventFamily<CycleEvent> CYCLES = EventFamily.of(CycleEvent.class);
    /** Deeper than any line of government. */
    private static final int LONGEST_PATH = 8;

    private final MongoCollection<Document> agencies;
    private final MongoCollection<Document> cycles;

    Directory(MongoDatabase database) {
        this.agencies = database.getCollection("agencies");
        this.cycles = database.getCollection("cycles");
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
}
