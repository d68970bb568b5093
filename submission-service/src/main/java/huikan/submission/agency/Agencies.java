package huikan.submission.agency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.events.Superior;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The directory of agencies. Each document carries its paths to the root, so that who sees what is one look-up. */
@Repository
public class Agencies {

    /** The collection; its outbox is relayed. */
    public static final OutboxSource SOURCE = new OutboxSource("agencies");

    private final MongoCollection<Document> agencies;
    private final OutboxRelays relays;
    private final Clock clock;

    Agencies(MongoDatabase database, OutboxRelays relays, Clock clock) {
        this.agencies = database.getCollection(SOURCE.collection());
        this.relays = relays;
        this.clock = clock;
        agencies.createIndex(Indexes.ascending("seenBy", "_id"));
        agencies.createIndex(Indexes.ascending("territory"));
        agencies.createIndex(Indexes.ascending("department"));
    }

    public Optional<Agency> find(String code) {
        return Optional.ofNullable(agencies.find(eq(code)).first()).map(Agencies::agency);
    }

    /** Those that exist, by code. */
    public Map<String, Agency> findAll(Collection<String> codes) {
        Map<String, Agency> found = new HashMap<>();
        for (Document document : agencies.find(in("_id", codes))) {
            found.put(document.getString("_id"), agency(document));
        }
        return found;
    }

    /**
     * The agency and all below it along one line, in the order of their codes.
     *
     * @param level null for every level
     * @param after null for the first page, else the last code of the page before
     */
    public List<Agency> under(
            String code, @Nullable Line line, @Nullable AgencyLevel level, @Nullable String after, int limit) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(eq("seenBy", code));
        if (line != null) {
            conditions.add(or(eq("_id", code), eq(pathField(line) + ".agency", code)));
        }
        if (level != null) {
            conditions.add(eq("level", level.name()));
        }
        if (after != null) {
            conditions.add(gt("_id", after));
        }
        List<Agency> found = new ArrayList<>();
        for (Document document :
                agencies.find(and(conditions)).sort(ascending("_id")).limit(limit)) {
            found.add(agency(document));
        }
        return found;
    }

    /** Whether the one agency may see what is the other's. */
    boolean sees(String superior, String code) {
        return agencies.find(and(eq(code), eq("seenBy", superior))).first() != null;
    }

    /** Puts in those that are not there yet; superiors first. */
    public void addMissing(Collection<Agency> wanted) {
        Map<String, Agency> known =
                new HashMap<>(findAll(wanted.stream().map(Agency::code).toList()));
        List<Document> fresh = new ArrayList<>();
        for (Agency one : wanted) {
            if (!known.containsKey(one.code())) {
                Agency placed =
                        placed(one, code -> Optional.ofNullable(known.get(code)).or(() -> find(code)));
                known.put(one.code(), placed);
                fresh.add(document(placed).append(Outbox.FIELD, Outbox.of(clock.instant(), placed.event())));
            }
        }
        if (!fresh.isEmpty()) {
            agencies.insertMany(fresh);
            fresh.forEach(one -> relays.announce(SOURCE.collection(), one.getString("_id")));
        }
    }

    /**
     * Stores an agency that is new ({@code seenVersion} 0) or changed, and tells it. What hangs below moves with it.
     *
     * @return empty when it is no longer what was seen
     */
    Optional<Agency> put(Agency wanted, long seenVersion) {
        Agency placed = placed(wanted, this::find);
        Document outbox = new Document(Outbox.FIELD, Outbox.of(clock.instant(), placed.event()));
        if (seenVersion == 0) {
            if (find(wanted.code()).isPresent()) {
                return Optional.empty();
            }
            agencies.insertOne(document(placed).append(Outbox.FIELD, outbox.get(Outbox.FIELD)));
        } else {
            Document changed = document(placed);
            changed.remove("_id");
            List<Bson> sets = new ArrayList<>();
            changed.forEach((field, value) -> sets.add(set(field, value)));
            sets.add(Outbox.push(clock.instant(), placed.event()));
            boolean stored = agencies.updateOne(and(eq(placed.code()), eq("version", seenVersion)), combine(sets))
                            .getMatchedCount()
                    == 1;
            if (!stored) {
                return Optional.empty();
            }
            moveBelow(placed);
        }
        relays.announce(SOURCE.collection(), placed.code());
        return Optional.of(placed);
    }

    /** Paths are kept in each document: when a superior moves, those below get theirs anew. */
    private void moveBelow(Agency moved) {
        Deque<String> superiors = new ArrayDeque<>(List.of(moved.code()));
        while (!superiors.isEmpty()) {
            String superior = superiors.pop();
            List<Agency> below = new ArrayList<>();
            for (String line : List.of("territory", "department")) {
                for (Document document : agencies.find(eq(line, superior))) {
                    below.add(agency(document));
                }
            }
            for (Agency one : below) {
                Agency placed = placed(one, this::find);
                if (!placed.equals(one)) {
                    Document paths = document(placed);
                    agencies.updateOne(
                            eq(one.code()),
                            combine(
                                    set("territoryPath", paths.get("territoryPath")),
                                    set("departmentPath", paths.get("departmentPath")),
                                    set("seenBy", paths.get("seenBy"))));
                    superiors.push(one.code());
                }
            }
        }
    }

    private static Agency placed(Agency wanted, Function<String, Optional<Agency>> find) {
        return new Agency(
                wanted.code(),
                wanted.name(),
                wanted.level(),
                wanted.territory(),
                wanted.department(),
                AgencyRules.path(wanted, Line.TERRITORY, find),
                AgencyRules.path(wanted, Line.DEPARTMENT, find),
                wanted.version());
    }

    private static String pathField(Line line) {
        return line == Line.TERRITORY ? "territoryPath" : "departmentPath";
    }

    private static Document document(Agency agency) {
        return new Document("_id", agency.code())
                .append("name", agency.name())
                .append("level", agency.level().name())
                .append("territory", agency.territory())
                .append("department", agency.department())
                .append("territoryPath", Paths.documents(agency.territoryPath()))
                .append("departmentPath", Paths.documents(agency.departmentPath()))
                .append("seenBy", List.copyOf(agency.seenBy()))
                .append("version", agency.version());
    }

    private static Agency agency(Document document) {
        return new Agency(
                document.getString("_id"),
                document.getString("name"),
                AgencyLevel.valueOf(document.getString("level")),
                document.getString("territory"),
                document.getString("department"),
                Paths.read(document, "territoryPath"),
                Paths.read(document, "departmentPath"),
                document.getLong("version"));
    }

    /** A path as it stands in a document. */
    public static final class Paths {
        private Paths() {}

        public static List<Document> documents(List<Superior> path) {
            return path.stream()
                    .map(step -> new Document("agency", step.agency())
                            .append("level", step.level().name()))
                    .toList();
        }

        public static List<Superior> read(Document document, String field) {
            return document.getList(field, Document.class).stream()
                    .map(step -> new Superior(step.getString("agency"), AgencyLevel.valueOf(step.getString("level"))))
                    .toList();
        }
    }
}
