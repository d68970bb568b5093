package huikan.submission.version;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.service.store.Duplicates;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came over the API: a document a thing, with its versions and its trail. Read at use, so that what one instance wrote the
 * other sees; what is published never changes.
 */
public final class VersionStore<T extends Versioned<T>> {

    private static final String VERSIONS = "versions";
    private static final String REVISION = "revision";
    private static final String HEAD = "head";
    private static final String TRAIL = "trail";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MongoCollection<Document> things;
    private final String kind;
    private final Class<T> type;

    /**
     * @param kind the collection, and the kind of its trails, as in the path: {@code rules}
     */
    public VersionStore(MongoDatabase database, String kind, Class<T> type) {
        this.things = database.getCollection(kind);
        this.kind = kind;
        this.type = type;
    }

    /**
     * A thing as it is stored.
     *
     * @param revision how many changes there were; 0 for one that is not stored
     * @param head of its trail
     * @param versions from the first to the last, which may be a draft
     */
    public record Stored<T extends Versioned<T>>(String code, long revision, String head, List<T> versions) {

        @Nullable
        T last() {
            return versions.isEmpty() ? null : versions.getLast();
        }

        /** Without the draft. */
        public List<T> published() {
            return versions.stream().filter(one -> !one.mayChange()).toList();
        }
    }

    /** As it is, or without a version. */
    public Stored<T> find(String code) {
        Document found = things.find(eq(code)).projection(exclude(TRAIL)).first();
        return found == null ? new Stored<T>(code, 0, TrailStep.origin(kind, code), List.of()) : stored(found);
    }

    /** Those that are stored. */
    int count() {
        return (int) things.countDocuments();
    }

    /** Every version that is published, in the order of the codes, those of one from the first to the last. */
    public List<T> published() {
        List<Stored<T>> all = new ArrayList<>();
        for (Document document : things.find().projection(exclude(TRAIL))) {
            all.add(stored(document));
        }
        return all.stream()
                .sorted(Comparator.comparing(Stored<T>::code))
                .flatMap(one -> one.published().stream())
                .toList();
    }

    /**
     * Keeps a version that is new, or in the place of the draft.
     *
     * @return false when it is no longer what was seen
     */
    public boolean keep(Stored<T> seen, T version, TrailStep step) {
        List<String> versions = Stream.concat(seen.published().stream(), Stream.of(version))
                .map(JSON::writeValueAsString)
                .toList();
        if (seen.revision() > 0) {
            return things.updateOne(
                                    and(eq(seen.code()), eq(REVISION, seen.revision())),
                                    combine(
                                            set(VERSIONS, versions),
                                            set(REVISION, step.n()),
                                            set(HEAD, step.hash()),
                                            push(TRAIL, step.text())))
                            .getMatchedCount()
                    == 1;
        }
        try {
            things.insertOne(new Document("_id", seen.code())
                    .append(VERSIONS, versions)
                    .append(REVISION, step.n())
                    .append(HEAD, step.hash())
                    .append(TRAIL, List.of(step.text())));
            return true;
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    /** Empty of steps for one that nobody changed. */
    Trail trail(String code) {
        Document found = things.find(eq(code)).projection(include(TRAIL)).first();
        List<String> steps = found == null ? List.of() : found.getList(TRAIL, String.class, List.of());
        return Trail.of(kind, code, steps.stream().map(TrailStep::read).toList());
    }

    private Stored<T> stored(Document document) {
        return new Stored<T>(
                document.getString("_id"),
                document.getLong(REVISION),
                document.getString(HEAD),
                document.getList(VERSIONS, String.class).stream()
                        .map(text -> JSON.readValue(text, type))
                        .toList());
    }
}
