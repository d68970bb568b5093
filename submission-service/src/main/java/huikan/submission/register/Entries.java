package huikan.submission.register;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import huikan.canonical.CanonicalJson;
import huikan.service.security.Caller;
import huikan.service.store.Duplicates;
import huikan.service.store.Upserts;
import huikan.submission.register.Entry.State;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import huikan.trail.TrailStep.Made;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The entries of all registers: a document each, with its states and its trail. None is ever deleted. */
@Repository
class Entries {

    private static final String STATES = "states";
    private static final String VERSION = "version";
    private static final String TRAIL = "trail";
    private static final String KINDS = "kinds";
    /** All that it ever was against. */
    private static final String AGAINST = "against";

    private static final int BATCH = 500;
    private static final String TRAILS = "register-entries";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MongoCollection<Document> entries;
    /** Which registers an agency has, and about how many entries; what they are is in the entries. */
    private final MongoCollection<Document> keepers;

    Entries(MongoDatabase database) {
        this.entries = database.getCollection("registerEntries");
        this.keepers = database.getCollection("registerKeepers");
        entries.createIndex(Indexes.ascending("kind", "agency", "key"), new IndexOptions().unique(true));
        entries.createIndex(Indexes.ascending("kind", "agency", "_id"));
        entries.createIndex(Indexes.ascending(AGAINST), new IndexOptions().sparse(true));
    }

    /**
     * What comes after what was seen.
     *
     * @param seen null for a new entry
     */
    static TrailStep step(@Nullable Entry seen, String id, State state, Caller by) {
        String move = seen == null ? "enter" : state.values() == null ? "end" : "change";
        ObjectNode request = JSON.createObjectNode()
                .put("from", state.from().toString())
                .put("published", state.published())
                .put("reason", state.reason());
        return TrailStep.after(
                seen == null ? 1 : seen.version() + 1,
                seen == null ? TrailStep.origin(TRAILS, id) : seen.head(),
                new Made(move, by.login(), by.agency(), state.at()),
                seen == null ? null : status(seen.last()),
                status(state),
                request,
                state.values() == null ? null : CanonicalJson.digest(JSON.<ObjectNode>valueToTree(state.values())));
    }

    private static String status(State state) {
        return state.values() == null ? "ENDED" : "IN_FORCE";
    }

    /**
     * So many more entries will be there, or so many fewer came than were said. Said before they are there: whoever has none is
     * found out when they are counted.
     */
    void expect(String kind, String agency, int more) {
        // of one alone: what was refused was not done
        Upserts.write(
                keepers,
                List.of(new UpdateOneModel<>(
                        eq(agency), inc(KINDS + "." + kind, more), new UpdateOptions().upsert(true))));
    }

    /**
     * False when the register has it already.
     *
     * @param against whom it is
     */
    boolean enter(Entry fresh, @Nullable String against, TrailStep step) {
        Document document = document(fresh, step);
        if (against != null) {
            document.append(AGAINST, List.of(against));
        }
        try {
            entries.insertOne(document);
            return true;
        } catch (MongoWriteException twice) {
            Duplicates.orThrow(twice);
            return false;
        }
    }

    /** False when it is no longer what was seen. */
    boolean change(Entry seen, State state, @Nullable String against, TrailStep step) {
        Bson changed = combine(
                push(STATES, document(state)),
                set(VERSION, step.n()),
                set("head", step.hash()),
                push(TRAIL, step.text()));
        return entries.updateOne(
                                and(eq(seen.id()), eq(VERSION, seen.version())),
                                against == null ? changed : combine(changed, addToSet(AGAINST, against)))
                        .getMatchedCount()
                == 1;
    }

    Optional<Entry> find(String id) {
        return Optional.ofNullable(
                        entries.find(eq(id)).projection(exclude(TRAIL)).first())
                .map(Entries::entry);
    }

    Optional<Entry> find(String kind, String agency, String key) {
        return Optional.ofNullable(entries.find(and(eq("kind", kind), eq("agency", agency), eq("key", key)))
                        .projection(exclude(TRAIL))
                        .first())
                .map(Entries::entry);
    }

    Trail trail(String id) {
        Document found = entries.find(eq(id)).projection(include(TRAIL)).first();
        List<String> steps = found == null ? List.of() : found.getList(TRAIL, String.class);
        return Trail.of(TRAILS, id, steps.stream().map(TrailStep::read).toList());
    }

    /** About how many entries an agency has, by kind; by agency. Who has none is not in it. */
    Map<String, Map<String, Integer>> kept(Collection<String> agencies) {
        Map<String, Map<String, Integer>> found = new HashMap<>();
        for (Document document : keepers.find(in("_id", agencies))) {
            Map<String, Integer> kinds = new HashMap<>();
            document.get(KINDS, Document.class).forEach((kind, count) -> kinds.put(kind, ((Number) count).intValue()));
            found.put(document.getString("_id"), kinds);
        }
        return found;
    }

    /**
     * The agencies against which registers of others have entries, or had.
     *
     * @param most of one agency; who has more is not in it
     */
    Set<String> opposed(Collection<String> agencies, int most) {
        Map<String, Long> counts = new HashMap<>();
        for (Document one :
                entries.aggregate(List.of(match(in(AGAINST, agencies)), group("$" + AGAINST, sum("n", 1L))))) {
            one.getList("_id", String.class)
                    .forEach(agency ->
                            counts.merge(agency, one.get("n", Number.class).longValue(), Long::sum));
        }
        counts.keySet().retainAll(agencies);
        counts.values().removeIf(count -> count > most);
        return counts.keySet();
    }

    /** Of {@link #eachAgainst(String, Consumer)} those of one kind. */
    void eachAgainst(String agency, String kind, Consumer<Entry> look) {
        for (Document document :
                entries.find(and(eq(AGAINST, agency), eq("kind", kind))).projection(exclude(TRAIL))) {
            look.accept(entry(document));
        }
    }

    /** Each that is, or was, against an agency; one after the other, as they may be many and long. */
    void eachAgainst(String agency, Consumer<Entry> look) {
        for (Document document : entries.find(eq(AGAINST, agency)).projection(exclude(TRAIL))) {
            look.accept(entry(document));
        }
    }

    /**
     * Some of one register.
     *
     * @param end the last one that was looked at where there may be more; null at the end
     * @param looked how many were looked at, or read for it
     */
    record Some(List<Entry> found, @Nullable String end, int looked) {}

    /**
     * Those behind a place that fit, until there are enough or as many were looked at as may be, but for the rest of a batch.
     *
     * @param after null from the first
     */
    Some list(String kind, String agency, @Nullable String after, int enough, int most, Predicate<Entry> fits) {
        List<Entry> found = new ArrayList<>();
        String at = after;
        int looked = 0;
        while (looked < most) {
            List<Entry> batch = batch(kind, agency, at);
            looked += batch.size();
            for (Entry one : batch) {
                at = one.id();
                if (fits.test(one)) {
                    found.add(one);
                }
                if (found.size() == enough) {
                    return new Some(found, at, looked);
                }
            }
            if (batch.size() < BATCH) {
                return new Some(found, null, looked);
            }
        }
        return new Some(found, at, looked);
    }

    /** Each of one register; their number costs no memory, here or in the store. */
    void each(String kind, String agency, Consumer<Entry> look) {
        List<Entry> batch = batch(kind, agency, null);
        batch.forEach(look);
        while (batch.size() == BATCH) {
            batch = batch(kind, agency, batch.getLast().id());
            batch.forEach(look);
        }
    }

    private List<Entry> batch(String kind, String agency, @Nullable String after) {
        Bson of = and(eq("kind", kind), eq("agency", agency));
        List<Entry> found = new ArrayList<>();
        for (Document document : entries.find(after == null ? of : and(of, gt("_id", after)))
                .projection(exclude(TRAIL))
                .sort(ascending("_id"))
                .limit(BATCH)) {
            found.add(entry(document));
        }
        return found;
    }

    private static Document document(Entry one, TrailStep step) {
        return new Document("_id", one.id())
                .append("kind", one.kind())
                .append("agency", one.agency())
                .append("key", one.key())
                .append(VERSION, step.n())
                .append("head", step.hash())
                .append(STATES, one.states().stream().map(Entries::document).toList())
                .append(TRAIL, List.of(step.text()));
    }

    private static Document document(State one) {
        return new Document("from", one.from().toString())
                .append("values", one.values() == null ? null : new Document(one.values()))
                .append("published", one.published())
                .append("by", one.by())
                .append("at", Date.from(one.at()))
                .append("reason", one.reason());
    }

    private static Entry entry(Document document) {
        return new Entry(
                document.getString("_id"),
                document.getString("kind"),
                document.getString("agency"),
                document.getString("key"),
                document.getLong(VERSION),
                document.getString("head"),
                document.getList(STATES, Document.class).stream()
                        .map(Entries::state)
                        .toList());
    }

    private static State state(Document document) {
        Document values = document.get("values", Document.class);
        return new State(
                LocalDate.parse(document.getString("from")),
                values == null ? null : new LinkedHashMap<>(values),
                document.getBoolean("published"),
                document.getString("by"),
                document.getDate("at").toInstant(),
                document.getString("reason"));
    }
}
