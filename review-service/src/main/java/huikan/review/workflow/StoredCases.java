package huikan.review.workflow;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.unwind;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.CountOptions;
import huikan.service.outbox.Outbox;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The cases of one kind as they are read: one by its id, pages of them, counts, and whose turn it is. */
public abstract sealed class StoredCases<T extends Record & Case<S>, S extends Enum<S> & State> implements Inboxed
        permits CaseStore {

    static final String WAITING = "waitingFor";
    static final String ALARM = "alarm";
    static final String DUE = ListCursor.DUE.field();

    /** Bytes of cases that one page holds at most: it ends early where they are large. */
    private static final long LARGEST_PAGE = 4L << 20;

    /** Cases that are read ahead. */
    private static final int BATCH = 32;

    private static final int PAGE = 500;

    private final MongoCollection<Document> documents;
    private final Workflow<T, S> workflow;

    StoredCases(MongoCollection<Document> documents, Workflow<T, S> workflow) {
        this.documents = documents;
        this.workflow = workflow;
    }

    @Override
    public String kind() {
        return workflow.kind();
    }

    @Override
    public List<InboxEntry> waiting(Collection<String> keys, @Nullable String after, int most, LocalDate today) {
        Bson waiting = after == null ? in(WAITING, keys) : and(in(WAITING, keys), gt(DUE, after));
        return documents
                .find(waiting)
                .projection(InboxEntry.FIELDS)
                .sort(ascending(DUE))
                .limit(most)
                .map(one -> InboxEntry.of(one, today))
                .into(new ArrayList<>());
    }

    @Override
    public long count(Collection<String> keys, int most) {
        return documents.countDocuments(in(WAITING, keys), new CountOptions().limit(most));
    }

    public Optional<T> find(String id) {
        return document(id).map(this::read);
    }

    /** One whose deadline has come, if it still has when it is read. */
    Optional<T> findDue(String id, Instant now) {
        return document(id)
                .filter(one -> one.get(ALARM) instanceof Date alarm
                        && !alarm.toInstant().isAfter(now))
                .map(this::read);
    }

    private Optional<Document> document(String id) {
        return Optional.ofNullable(
                documents.find(eq(id)).projection(exclude(Outbox.FIELD)).first());
    }

    /** Those of these ids that are there. */
    public List<T> findAll(Collection<String> ids) {
        return documents
                .find(in("_id", ids))
                .projection(exclude(Outbox.FIELD))
                .map(this::read)
                .into(new ArrayList<>());
    }

    /** Those of these ids that are there, as far as some fields say. */
    public List<Document> fields(Collection<String> ids, String... fields) {
        return documents.find(in("_id", ids)).projection(include(fields)).into(new ArrayList<>());
    }

    /** Whose deadline has come, the oldest first. */
    public List<String> due(Instant now, int most) {
        return documents
                .find(lte(ALARM, Date.from(now)))
                .projection(include("_id"))
                .sort(ascending(ALARM))
                .limit(most)
                .map(one -> one.getString("_id"))
                .into(new ArrayList<>());
    }

    /**
     * A page of those that fit.
     *
     * @param cases at most as many as asked for, and fewer where they are large
     * @param next the cursor of the page after it; null at the end
     */
    public record Slice<T>(List<T> cases, @Nullable String next) {}

    /**
     * @param after the {@link ListCursor} after which the page begins
     */
    public Slice<T> list(Selection selection, ListCursor order, @Nullable String after, int most) {
        List<Bson> all = selection.conditions();
        if (after != null) {
            all.add(gt(order.field(), after));
        }
        List<T> found = new ArrayList<>();
        long bytes = 0;
        // one more than asked for tells whether there is a next page
        try (MongoCursor<RawBsonDocument> cursor = documents
                .withDocumentClass(RawBsonDocument.class)
                .find(and(all))
                .projection(exclude(Outbox.FIELD))
                .sort(ascending(order.field()))
                .limit(most + 1)
                .batchSize(BATCH)
                .cursor()) {
            while (cursor.hasNext()) {
                RawBsonDocument raw = cursor.next();
                bytes += raw.getByteBuffer().remaining();
                if (found.size() == most || (bytes > LARGEST_PAGE && !found.isEmpty())) {
                    return new Slice<>(found, order.of(found.getLast()));
                }
                found.add(read(raw.decode(new DocumentCodec())));
            }
        }
        return new Slice<>(found, null);
    }

    /**
     * Some fields of all that fit.
     *
     * @param fields a record with a component for each
     */
    public <P extends Record> List<P> some(Selection selection, Class<P> fields) {
        return some(selection, fields, one -> true, Integer.MAX_VALUE);
    }

    /**
     * Some fields of those that fit, and of which the fields do.
     *
     * @param most after so many no more are read
     */
    public <P extends Record> List<P> some(Selection selection, Class<P> fields, Predicate<P> fitting, int most) {
        List<P> some = new ArrayList<>();
        try (MongoCursor<Document> cursor = documents
                .find(and(selection.conditions()))
                .projection(include(Stream.of(fields.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()))
                .cursor()) {
            while (cursor.hasNext() && some.size() < most) {
                P one = read(cursor.next(), fields);
                if (fitting.test(one)) {
                    some.add(one);
                }
            }
        }
        return some;
    }

    /** How many fit, counted up to a limit. */
    public long count(Selection selection, int most) {
        return documents.countDocuments(and(selection.conditions()), new CountOptions().limit(most));
    }

    /** A state, and whether those in it are overdue. */
    public record Group(String state, boolean overdue) {}

    /** For each of some agencies, how many of the cases that it sees are in each state: one look, whatever there is. */
    public Map<String, Map<Group, Long>> countsSeenBy(Collection<String> agencies, LocalDate today) {
        Map<String, Map<Group, Long>> counts = new HashMap<>();
        String day = ListCursor.dueOn(today);
        for (Document one : documents.aggregate(List.of(
                match(in("seenBy", agencies)),
                unwind("$seenBy"),
                match(in("seenBy", agencies)),
                group(
                        new Document("unit", "$seenBy")
                                .append("status", "$status")
                                .append("late", new Document("$lt", List.of("$" + DUE, day)))
                                .append("open", "$open"),
                        sum("n", 1L))))) {
            Document of = one.get("_id", Document.class);
            boolean overdue = of.getBoolean("late") && of.getBoolean("open");
            counts.computeIfAbsent(of.getString("unit"), unit -> new HashMap<>())
                    .merge(
                            new Group(of.getString("status"), overdue),
                            one.get("n", Number.class).longValue(),
                            Long::sum);
        }
        return counts;
    }

    /** All those that fit, read page by page as they are asked for. */
    public Stream<T> all(Selection selection, ListCursor order) {
        return pages(selection, order).flatMap(List::stream);
    }

    /** The pages of {@link #all}. */
    public Stream<List<T>> pages(Selection selection, ListCursor order) {
        return Stream.iterate(
                        list(selection, order, null, PAGE),
                        slice -> !slice.cases().isEmpty(),
                        slice -> slice.next() == null
                                ? new Slice<T>(List.of(), null)
                                : list(selection, order, slice.next(), PAGE))
                .map(Slice::cases);
    }

    final T read(Document document) {
        return read(document, workflow.type());
    }

    private static <P> P read(Document document, Class<P> type) {
        document.put("id", document.remove("_id"));
        return Json.read(document, type);
    }
}
