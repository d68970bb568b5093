package huikan.review.workflow;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.service.outbox.Outbox;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bson.Document;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trails of the cases of one kind. A step is written in the case's own update, with its event; it waits in the case's
 * outbox, and the relay moves it here when it publishes. A trail is what is here and what still waits.
 */
public final class Steps {

    /** Where the steps of all kinds are. */
    static final String COLLECTION = "steps";

    private static final int PAGE = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MongoCollection<Document> cases;
    private final MongoCollection<Document> steps;
    private final String kind;

    public Steps(MongoDatabase database, String kind) {
        this.cases = database.getCollection(kind);
        this.steps = database.getCollection(COLLECTION);
        this.kind = kind;
        steps.createIndex(Indexes.ascending("case", "n"));
    }

    /** A step as it waits in the outbox of its case. */
    public Part part(String id, TrailStep step) {
        return new Part(
                COLLECTION,
                new Document("_id", kind + "/" + id + "/" + step.n())
                        .append("case", kind + "/" + id)
                        .append("step", step.text()));
    }

    /**
     * A trail, and what it ends with.
     *
     * @param head the hash of the last step, as the case has it
     */
    private record Whole(String kind, String id, String head, long version, SortedMap<Long, TrailStep> waiting) {}

    /** The trail of a case as it stands now; its steps are read with {@link #forEach}. */
    private Optional<Whole> of(String id) {
        // the outbox first: what leaves it after this look is found in the collection
        Document one = cases.find(eq(id))
                .projection(include("head", "version", Outbox.FIELD))
                .first();
        if (one == null) {
            return Optional.empty();
        }
        SortedMap<Long, TrailStep> waiting = new TreeMap<>();
        for (Document part : Outbox.kept(one, COLLECTION)) {
            waiting.put(part.getLong("n"), TrailStep.read(part.getString("step")));
        }
        return Optional.of(new Whole(kind, id, one.getString("head"), one.getLong("version"), waiting));
    }

    /** Writes a whole trail as {@link huikan.trail.Trail}'s JSON; nothing when there is no such case. */
    void write(String id, OutputStream out) {
        Optional<Whole> trail = of(id);
        if (trail.isPresent()) {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                json.writeStartObject();
                json.writeStringProperty("kind", kind);
                json.writeStringProperty("id", id);
                json.writeStringProperty("head", trail.get().head());
                json.writeArrayPropertyStart("steps");
                forEach(trail.get(), json::writePOJO);
                json.writeEndArray();
                json.writeEndObject();
            }
        }
    }

    /** The whole of a trail that is short. */
    public Optional<Trail> trail(String id) {
        return of(id).map(trail -> {
            List<TrailStep> all = new ArrayList<>();
            forEach(trail, all::add);
            return Trail.of(kind, id, all);
        });
    }

    /** Each step in its order. A trail has no bound, so that it is read page by page. */
    private void forEach(Whole trail, Consumer<TrailStep> reader) {
        long last = 0;
        List<TrailStep> page;
        do {
            page = stored(trail, last);
            page.forEach(reader);
            last = page.isEmpty() ? last : page.getLast().n();
        } while (page.size() == PAGE);
        trail.waiting().tailMap(last + 1).values().forEach(reader);
    }

    private List<TrailStep> stored(Whole trail, long after) {
        List<TrailStep> page = new ArrayList<>();
        for (Document one : steps.find(
                        and(eq("case", trail.kind() + "/" + trail.id()), gt("n", after), lte("n", trail.version())))
                .sort(ascending("n"))
                .limit(PAGE)) {
            page.add(TrailStep.read(one.getString("step")));
        }
        return page;
    }
}
