package huikan.review.workflow;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import huikan.events.Event;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.problem.HttpProblem;
import huikan.service.store.Duplicates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The cases of one kind. A change, its step, its event, its parts and its next deadline are one write, which is taken only
 * when the case is still what was seen.
 */
public final class CaseStore<T extends Record & Case<S>, S extends Enum<S> & State> extends StoredCases<T, S> {

    /** Bytes of what one move writes beside the case: its step, its events and its parts. */
    private static final int LARGEST_MOVE = 2 << 20;

    /** Those with more bytes are made while few events wait. */
    private static final int LARGE_MOVE = 256 << 10;

    /** Before a move so many events may wait for the broker in one case, which so stays below the 16 MiB of a document. */
    private static final int MOST_WAITING = 12;

    private static final int MOST_WAITING_BEFORE_LARGE = 5;

    private static final String FAILED = "failed";

    private final MongoCollection<Document> documents;
    private final Workflow<T, S> workflow;
    private final OutboxRelays relays;
    private final Steps steps;

    CaseStore(MongoDatabase database, OutboxRelays relays, Workflow<T, S> workflow) {
        super(database.getCollection(workflow.kind()), workflow);
        this.documents = database.getCollection(workflow.kind());
        this.workflow = workflow;
        this.relays = relays;
        this.steps = new Steps(database, workflow.kind());
        for (ListCursor order : ListCursor.values()) {
            documents.createIndex(Indexes.ascending("seenBy", "status", order.field()));
            documents.createIndex(Indexes.ascending("seenBy", order.field()));
            documents.createIndex(Indexes.ascending("agency", order.field()));
            documents.createIndex(Indexes.ascending(order.field()));
        }
        documents.createIndex(Indexes.ascending("seenBy", "open", DUE));
        Workflow.Storage<T> storage = workflow.storage();
        storage.indexes().forEach(fields -> documents.createIndex(Indexes.ascending(fields)));
        storage.sparse()
                .forEach(field -> documents.createIndex(Indexes.ascending(field), new IndexOptions().sparse(true)));
        documents.createIndex(Indexes.ascending(WAITING, DUE));
        // sparse: only what has a deadline is in it
        documents.createIndex(Indexes.ascending(ALARM), new IndexOptions().sparse(true));
        documents.createIndex(Indexes.ascending(FAILED), new IndexOptions().sparse(true));
    }

    public Steps steps() {
        return steps;
    }

    /**
     * Stores a new case; once, however often it is tried with one id.
     *
     * @return as it is stored; empty when the id is taken
     */
    Optional<T> open(Transition<T> change) {
        WrittenStep<T, S> stored = WrittenStep.of(workflow, null, change);
        try {
            documents.insertOne(document(stored));
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return Optional.empty();
        }
        announce(stored);
        return Optional.of(stored.after());
    }

    /** Stores new cases, each once; those whose id is taken are left as they are. */
    void openAll(List<Transition<T>> changes) {
        List<WrittenStep<T, S>> steps = changes.stream()
                .map(change -> WrittenStep.of(workflow, null, change))
                .toList();
        List<Document> fresh = steps.stream().map(this::document).toList();
        try {
            documents.insertMany(fresh, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException taken) {
            Duplicates.orThrow(taken);
        }
        steps.forEach(this::announce);
    }

    /** What has no event waits for one. */
    private void announce(WrittenStep<T, S> opened) {
        if (!opened.events().isEmpty()) {
            relays.announce(kind(), opened.after().id());
        }
    }

    private Document document(WrittenStep<T, S> stored) {
        Transition<T> change = stored.change();
        Document document = new Document("_id", stored.after().id())
                .append(ListCursor.OPENED.field(), ListCursor.OPENED.of(stored.after()))
                .append(Outbox.FIELD, stored.events().isEmpty() ? Outbox.quiet(stored.parts(steps)) : waiting(stored));
        Json.document(stored.tree()).forEach((field, value) -> {
            if (!field.equals("id")) {
                document.append(field, value);
            }
        });
        document.putAll(derived(stored.after()));
        if (change.alarm() != null) {
            document.append(ALARM, Date.from(change.alarm()));
        }
        return document;
    }

    /** What lists and the inbox look up. */
    private Document derived(T after) {
        Document derived = new Document(InboxEntry.TITLE, after.title())
                .append(InboxEntry.OPEN, after.open())
                .append("seenBy", after.seenBy())
                .append("superiors", after.parties().superiors())
                .append(WAITING, after.waitingFor())
                .append(DUE, ListCursor.DUE.of(after));
        workflow.storage().kept().forEach((field, value) -> {
            Object kept = value.apply(after);
            if (kept != null) {
                derived.append(field, kept);
            }
        });
        return derived;
    }

    /**
     * Changes a case.
     *
     * @return as it is stored; empty when it is no longer what was seen
     * @throws huikan.service.problem.ProblemException 413 when too much is said with it, 503 when too many of its steps wait for
     *     the broker
     */
    Optional<T> change(T seen, Transition<T> change) {
        WrittenStep<T, S> stored = WrittenStep.of(workflow, seen, change);
        List<Bson> changes = new ArrayList<>();
        stored.changed().forEach((field, value) -> changes.add(set(field, Json.plain(value))));
        changes.add(set("version", stored.after().version()));
        changes.add(set("head", stored.after().head()));
        Document derived = derived(stored.after());
        derived.forEach((field, value) -> changes.add(set(field, value)));
        workflow.storage().kept().keySet().stream()
                .filter(field -> !derived.containsKey(field))
                .forEach(field -> changes.add(unset(field)));
        changes.add(alarm(change.alarm()));
        changes.add(unset(FAILED));
        List<Document> waiting = waiting(stored);
        int most = bytes(waiting) > LARGE_MOVE ? MOST_WAITING_BEFORE_LARGE : MOST_WAITING;
        changes.add(pushEach(Outbox.FIELD, waiting));
        Bson unchanged = unchanged(seen, stored.seen());
        boolean taken = documents
                        .updateOne(and(unchanged, exists(Outbox.FIELD + "." + most, false)), combine(changes))
                        .getModifiedCount()
                == 1;
        if (!taken) {
            requireRoom(unchanged);
            return Optional.empty();
        }
        relays.announce(kind(), seen.id());
        return Optional.of(stored.after());
    }

    private List<Document> waiting(WrittenStep<T, S> stored) {
        return Outbox.of(
                stored.change().made().at(),
                stored.parts(steps),
                stored.events().toArray(Event[]::new));
    }

    private static int bytes(List<Document> waiting) {
        int bytes = new RawBsonDocument(new Document(Outbox.FIELD, waiting), new DocumentCodec())
                .getByteBuffer()
                .remaining();
        if (bytes > LARGEST_MOVE) {
            throw HttpProblem.TOO_LARGE.because("What is said with it takes " + bytes + " bytes, and " + LARGEST_MOVE
                    + " is all that one move may take.");
        }
        return bytes;
    }

    private Bson unchanged(T seen, JsonNode tree) {
        List<Bson> all = new ArrayList<>(List.of(eq(seen.id()), eq("version", seen.version())));
        workflow.storage().alsoUnchanged().forEach(field -> all.add(eq(field, Json.plain(tree.path(field)))));
        return and(all);
    }

    private void requireRoom(Bson unchanged) {
        if (documents.find(unchanged).projection(include("version")).first() != null) {
            throw HttpProblem.UNAVAILABLE
                    .because("What was done of it before is not published yet; the broker cannot be reached.")
                    .retryAfter(Duration.ofSeconds(2));
        }
    }

    /** The deadline is looked at at another time, and nothing else changes. */
    void rearm(T seen, @Nullable Instant alarm) {
        documents.updateOne(and(eq(seen.id()), eq("version", seen.version())), combine(alarm(alarm), unset(FAILED)));
    }

    /**
     * Works out anew when each is looked at, and writes it where it differs.
     *
     * @param failed is told of those of which it could not be worked out
     */
    void rearmAll(Function<T, @Nullable Instant> next, BiConsumer<String, RuntimeException> failed) {
        for (Document one : documents.find(exists(ALARM)).projection(exclude(Outbox.FIELD))) {
            String id = one.getString("_id");
            Instant before = one.getDate(ALARM).toInstant();
            try {
                T seen = read(one);
                Instant alarm = next.apply(seen);
                if (!before.equals(alarm)) {
                    rearm(seen, alarm);
                }
            } catch (RuntimeException failure) {
                failed.accept(id, failure);
            }
        }
    }

    /** A deadline that was due and could not be handled is looked at again later, and counted until it is. */
    void failed(String id, Instant now, Instant again) {
        documents.updateOne(
                and(eq(id), lte(ALARM, Date.from(now))),
                combine(set(ALARM, Date.from(again)), set(FAILED, Date.from(again))));
    }

    /** How many have a deadline that could not be handled. */
    long failing() {
        return documents.countDocuments(exists(FAILED));
    }

    private static Bson alarm(@Nullable Instant at) {
        return at == null ? unset(ALARM) : set(ALARM, Date.from(at));
    }
}
