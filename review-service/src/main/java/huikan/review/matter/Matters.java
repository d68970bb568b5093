package huikan.review.matter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import huikan.events.Event;
import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.Step;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.store.Duplicates;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The things of one kind. A change, its step in the trail, its event and its next timer are one write, which is taken only
 * when the thing is still what was seen.
 *
 * @param <S> their states
 * @param <T> a record; its JSON is what is stored, with {@code id} as {@code _id}
 */
public final class Matters<S extends Enum<S>, T extends Record & Matter<S>> implements Queue {

    private static final JsonMapper JSON = JsonMapper.builder()
            // what the store keeps beside the record
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Logger LOG = LoggerFactory.getLogger(Matters.class);
    private static final int PAGE = 500;
    private static final Duration AFTER_DEFECT = Duration.ofMinutes(10);
    private static final String WAITING = "waitingFor";
    private static final String TRAIL = "trail";
    private static final String ALARM = "alarm";
    private static final String DUE = ListOrder.DUE.field();
    private static final List<String> KEPT_HERE = List.of("version", "head");

    private final MongoCollection<Document> documents;
    private final String kind;
    private final Class<T> type;
    private final OutboxRelays relays;

    /**
     * @param kind the collection, and what their path calls them; an {@link huikan.service.outbox.OutboxSource} of that
     *     name is relayed
     * @param found the fields by which they are found beside agency, state and time
     */
    public Matters(MongoDatabase database, OutboxRelays relays, String kind, Class<T> type, String... found) {
        this.documents = database.getCollection(kind);
        this.kind = kind;
        this.type = type;
        this.relays = relays;
        for (ListOrder order : ListOrder.values()) {
            documents.createIndex(Indexes.ascending("seenBy", "status", order.field()));
            documents.createIndex(Indexes.ascending("seenBy", order.field()));
            documents.createIndex(Indexes.ascending(order.field()));
        }
        documents.createIndex(Indexes.ascending("seenBy", "open", DUE));
        for (String field : found) {
            documents.createIndex(Indexes.ascending(field, ListOrder.OPENED.field()));
        }
        documents.createIndex(Indexes.ascending(WAITING, DUE));
        // sparse: only what has a timer is in it
        documents.createIndex(Indexes.ascending(ALARM), new IndexOptions().sparse(true));
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public List<Queued> waiting(Collection<String> keys, @Nullable String after, int most, LocalDate today) {
        Bson waiting = after == null ? in(WAITING, keys) : and(in(WAITING, keys), gt(DUE, after));
        return documents
                .find(waiting)
                .projection(Queued.FIELDS)
                .sort(ascending(DUE))
                .limit(most)
                .map(one -> Queued.of(one, today))
                .into(new ArrayList<>());
    }

    @Override
    public long count(Collection<String> keys, int most) {
        return documents.countDocuments(in(WAITING, keys), new CountOptions().limit(most));
    }

    public Optional<T> find(String id) {
        return Optional.ofNullable(
                        documents.find(eq(id)).projection(exclude(TRAIL)).first())
                .map(this::read);
    }

    /** The history, or empty when there is no such thing. */
    public Optional<Trail> trail(String id) {
        return Optional.ofNullable(
                        documents.find(eq(id)).projection(include(TRAIL)).first())
                .map(document -> Trail.of(
                        kind,
                        id,
                        document.getList(TRAIL, Document.class).stream()
                                .map(step -> JSON.convertValue(step, TrailStep.class))
                                .toList()));
    }

    /**
     * Stores a new thing; once, however often it is tried with one id.
     *
     * @return as it is stored; empty when the id is taken
     */
    public Optional<T> open(Change<T> change, Told<T> told) {
        T fresh = change.after();
        Stored stored = stored(null, change);
        Document document = new Document("_id", fresh.id())
                .append(ListOrder.OPENED.field(), ListOrder.OPENED.place(fresh))
                .append(DUE, ListOrder.DUE.place(stored.after))
                .append(TRAIL, List.of(document(JSON.valueToTree(stored.step))))
                .append(Outbox.FIELD, Outbox.of(change.made().at(), events(null, stored, change, told)));
        document(JSON.valueToTree(stored.after)).forEach((field, value) -> {
            if (!field.equals("id")) {
                document.append(field, value);
            }
        });
        document.append(Queued.TITLE, stored.after.title())
                .append(Queued.OPEN, stored.after.open())
                .append("seenBy", stored.after.seenBy())
                .append(WAITING, stored.after.waitingFor());
        if (change.alarm() != null) {
            document.append(ALARM, Date.from(change.alarm()));
        }
        try {
            documents.insertOne(document);
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return Optional.empty();
        }
        relays.announce(kind, fresh.id());
        return Optional.of(stored.after);
    }

    /**
     * Changes a thing.
     *
     * @return as it is stored; empty when it is no longer what was seen
     */
    public Optional<T> change(T seen, Change<T> change, Told<T> told) {
        Stored stored = stored(seen, change);
        List<Bson> changes = new ArrayList<>();
        stored.step.changed().properties().forEach(field -> changes.add(set(field.getKey(), plain(field.getValue()))));
        changes.add(set("version", stored.after.version()));
        changes.add(set("head", stored.after.head()));
        changes.add(set(Queued.OPEN, stored.after.open()));
        changes.add(set("seenBy", stored.after.seenBy()));
        changes.add(set(WAITING, stored.after.waitingFor()));
        changes.add(set(DUE, ListOrder.DUE.place(stored.after)));
        changes.add(alarm(change.alarm()));
        changes.add(push(TRAIL, document(JSON.valueToTree(stored.step))));
        changes.add(Outbox.push(change.made().at(), events(seen, stored, change, told)));
        boolean taken = documents
                        .updateOne(and(eq(seen.id()), eq("version", seen.version())), combine(changes))
                        .getModifiedCount()
                == 1;
        if (!taken) {
            return Optional.empty();
        }
        relays.announce(kind, seen.id());
        return Optional.of(stored.after);
    }

    /** The timer goes off at another time, and nothing else changes. */
    public void rearm(T seen, @Nullable Instant alarm) {
        documents.updateOne(and(eq(seen.id()), eq("version", seen.version())), alarm(alarm));
    }

    /** The timers of all that have one go off at the times that are worked out now. */
    void rearm(Function<T, @Nullable Instant> next) {
        for (Document document : documents.find(exists(ALARM)).projection(exclude(TRAIL, Outbox.FIELD))) {
            T one = read(document);
            Instant at = next.apply(one);
            if (!Objects.equals(at, document.getDate(ALARM).toInstant())) {
                rearm(one, at);
            }
        }
    }

    private static Bson alarm(@Nullable Instant at) {
        return at == null ? com.mongodb.client.model.Updates.unset(ALARM) : set(ALARM, Date.from(at));
    }

    /**
     * Hands over those whose timer should have gone off, the oldest first. What cannot be handled is tried again later and
     * keeps nobody behind it from their turn.
     *
     * @return how many there were
     */
    public int due(Instant now, int most, Consumer<T> handler) {
        List<T> due = read(lte(ALARM, Date.from(now)), ascending(ALARM), most);
        for (T one : due) {
            try {
                handler.accept(one);
            } catch (IllegalStateException | IllegalArgumentException defect) {
                LOG.error("the timer of {}/{} failed and is tried again later", kind, one.id(), defect);
                rearm(one, now.plus(AFTER_DEFECT));
            }
        }
        return due.size();
    }

    /**
     * Those that fit.
     *
     * @param after the {@link ListOrder#place} after which the page begins
     */
    public List<T> list(Selection selection, ListOrder order, @Nullable String after, int most) {
        List<Bson> all = selection.conditions();
        if (after != null) {
            all.add(gt(order.field(), after));
        }
        return read(and(all), ascending(order.field()), most);
    }

    /** How many fit, counted up to a limit. */
    public long count(Selection selection, int most) {
        return documents.countDocuments(and(selection.conditions()), new CountOptions().limit(most));
    }

    /** All those that fit, read page by page as they are asked for. */
    public Stream<T> all(Selection selection, ListOrder order) {
        return Stream.iterate(
                        list(selection, order, null, PAGE),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.<T>of()
                                : list(selection, order, order.place(page.getLast()), PAGE))
                .flatMap(List::stream);
    }

    private List<T> read(Bson filter, Bson order, int most) {
        List<T> found = new ArrayList<>();
        for (Document document : documents
                .find(filter)
                .projection(exclude(TRAIL, Outbox.FIELD))
                .sort(order)
                .limit(most)) {
            found.add(read(document));
        }
        return found;
    }

    /** What a step tells: itself, and what people should hear of. */
    private Event[] events(@Nullable T seen, Stored stored, Change<T> change, Told<T> told) {
        SupervisionEvent step = told.of(stored.after, stored.event());
        return Notifications.of(kind, seen, stored.after, step, change.made().at())
                .<Event[]>map(due -> new Event[] {step, due})
                .orElse(new Event[] {step});
    }

    /** What is written of a step: the thing afterwards and the step itself. */
    private final class Stored {
        private final T after;
        private final TrailStep step;

        Stored(T after, TrailStep step) {
            this.after = after;
            this.step = step;
        }

        Step event() {
            return new Step(
                    step.move(),
                    step.from(),
                    step.to(),
                    step.n(),
                    step.hash(),
                    step.by(),
                    step.at(),
                    Evidence.named(step.changed()));
        }
    }

    private Stored stored(@Nullable T seen, Change<T> change) {
        ObjectNode before = seen == null ? JSON.createObjectNode() : JSON.valueToTree(seen);
        ObjectNode after = JSON.valueToTree(change.after());
        ObjectNode changed = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> field : after.properties()) {
            if (!KEPT_HERE.contains(field.getKey()) && !field.getValue().equals(before.get(field.getKey()))) {
                changed.set(field.getKey(), field.getValue());
            }
        }
        long version = seen == null ? 1 : seen.version() + 1;
        TrailStep step = TrailStep.after(
                version,
                seen == null ? TrailStep.origin(kind, change.after().id()) : seen.head(),
                change.made(),
                seen == null ? null : seen.status().name(),
                change.after().status().name(),
                changed);
        after.put("version", version).put("head", step.hash());
        return new Stored(JSON.treeToValue(after, type), step);
    }

    private T read(Document document) {
        ObjectNode tree = JSON.valueToTree(document);
        tree.set("id", tree.remove("_id"));
        return JSON.treeToValue(tree, type);
    }

    private static Document document(JsonNode tree) {
        return JSON.convertValue(tree, Document.class);
    }

    private static @Nullable Object plain(JsonNode value) {
        return JSON.treeToValue(value, Object.class);
    }
}
