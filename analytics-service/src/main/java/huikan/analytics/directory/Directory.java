package huikan.analytics.directory;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import huikan.events.AgencyEvent;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.CycleEvent;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.EventFamily;
import huikan.service.security.EndedAgencies;
import huikan.service.store.Copies;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Repository;

/** Agencies and cycles as submission-service last told them. */
@Repository
public class Directory {

    private static final EventFamily<CycleEvent> CYCLES = EventFamily.of(CycleEvent.class);
    /** Deeper than any line of government. */
    private static final int LONGEST_PATH = 8;
    /** That are kept at hand; others are read again. */
    private static final int MOST_CYCLES = 1_000;

    private static final String FORM = "form";
    private static final String FORMER_NAMES = "formerNames";
    private static final String TO = "to";

    private static final List<String> LINES = List.of("territory", "department");

    private final MongoCollection<Document> agencies;
    private final MongoCollection<Document> cycles;
    /** An issued cycle never changes. */
    private final Cache<String, CycleIssued> issued =
            Caffeine.newBuilder().maximumSize(MOST_CYCLES).build();

    Directory(MongoDatabase database) {
        this.agencies = database.getCollection("agencies");
        this.cycles = database.getCollection("cycles");
        LINES.forEach(line -> agencies.createIndex(Indexes.ascending(line)));
        cycles.createIndex(Indexes.ascending(FORM, TO));
        cycles.createIndex(Indexes.ascending(TO));
        findable();
    }

    /** Those of before they could be found by their form. */
    private void findable() {
        for (Document document : cycles.find().projection(include(FORM))) {
            if (document.getString(FORM) == null) {
                cycle(document.getString("_id")).ifPresent(this::put);
            }
        }
    }

    @Bean
    static EndedAgencies endedAgencies(MongoDatabase database, Clock clock) {
        return new EndedAgencies(database.getCollection("agencies"), clock);
    }

    /** Of each agency the latest version stands, in whatever order they come. */
    void put(List<AgencyPut> events) {
        Copies.write(agencies, events.stream().map(Directory::agency).toList());
    }

    private static Document agency(AgencyPut event) {
        Document agency = new Document("_id", event.code())
                .append("name", event.name())
                .append("territory", event.territory())
                .append("department", event.department())
                .append("version", event.version())
                .append(FORMER_NAMES, formerNames(event));
        AgencyEvent.Ended ended = event.ended();
        return ended == null ? agency : EndedAgencies.put(agency, ended.on(), ended.successors());
    }

    private static List<Document> formerNames(AgencyPut event) {
        return event.formerNames() == null
                ? List.of()
                : event.formerNames().stream()
                        .map(one -> new Document("name", one.name())
                                .append("until", one.until().toString()))
                        .toList();
    }

    void put(CycleIssued event) {
        cycles.replaceOne(
                eq(event.id()),
                new Document("_id", event.id())
                        .append(FORM, event.form())
                        .append(TO, event.to().toString())
                        .append("type", event.type())
                        .append("event", new String(EventFamily.json(event), StandardCharsets.UTF_8)),
                new ReplaceOptions().upsert(true));
    }

    public Optional<CycleIssued> cycle(String id) {
        return Optional.ofNullable(issued.get(
                id,
                asked -> Optional.ofNullable(cycles.find(eq(asked)).first())
                        .map(Directory::cycle)
                        .orElse(null)));
    }

    private static CycleIssued cycle(Document document) {
        return CYCLES.read(
                        document.getString("type"), document.getString("event").getBytes(StandardCharsets.UTF_8))
                .map(CycleIssued.class::cast)
                .orElseThrow();
    }

    /** The ids of those that end last. */
    public List<String> latest(int most) {
        return cycles.find()
                .projection(include("_id"))
                .sort(descending(TO))
                .limit(most)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Every form of which a cycle was issued. */
    public SortedSet<String> forms() {
        return cycles.find()
                .projection(include(FORM))
                .map(document -> document.getString(FORM))
                .into(new TreeSet<>());
    }

    /**
     * The cycles of a form whose periods end within some time, the first to end first.
     *
     * @param most that are told
     */
    public List<CycleIssued> cycles(String form, LocalDate from, LocalDate to, int most) {
        return cycles
                .find(and(eq(FORM, form), gte(TO, from.toString()), lte(TO, to.toString())))
                .projection(include("_id"))
                .sort(ascending(TO))
                .limit(most)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>())
                .stream()
                .flatMap(id -> cycle(id).stream())
                .toList();
    }

    /** The cycle of a form that ended last. */
    public Optional<CycleIssued> latest(String form) {
        return Optional.ofNullable(cycles.find(eq(FORM, form))
                        .projection(include("_id"))
                        .sort(descending(TO))
                        .first())
                .flatMap(document -> cycle(document.getString("_id")));
    }

    /** What agencies are called, those that are known. */
    public Map<String, String> names(Collection<String> codes) {
        return names(codes, LocalDate.MAX);
    }

    /** What agencies were called on a day. */
    public Map<String, String> names(Collection<String> codes, LocalDate on) {
        Map<String, String> names = new HashMap<>();
        for (Document agency : agencies.find(in("_id", codes)).projection(include("name", FORMER_NAMES))) {
            String name = agency.getList(FORMER_NAMES, Document.class, List.of()).stream()
                    .filter(one -> !on.isAfter(LocalDate.parse(one.getString("until"))))
                    .findFirst()
                    .map(one -> one.getString("name"))
                    .orElse(agency.getString("name"));
            if (name != null) {
                names.put(agency.getString("_id"), name);
            }
        }
        return names;
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
