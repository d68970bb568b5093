package huikan.analytics.supervision;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import huikan.service.store.Duplicates;
import huikan.service.store.Upserts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/**
 * Things by their ids, for the writer; and the same as lines for questions, on pages of one kind and path: a province with a hundred
 * thousand findings is read in some thousand documents, each small enough to be written anew with every step of a case on it.
 */
@Component
final class StoredThings implements ThingStore {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    /** That are read at once: a reply has its bound. */
    private static final int PAGES = 50;

    private static final String BREAK = "\t";

    /** The last may be any text. */
    private static final int MOST_FACTS = 4;

    /** Of which no second copy is made while a question is answered. */
    private static final int MOST_AT_HAND = 1_000;

    private static final String REVISION = "revision";
    private static final String PATH = "path";
    private static final String LINES = "lines";
    private static final String KIND = "kind";
    private static final String GROUP = "group";
    private static final String PAGE = "page";
    private static final String AGENCY = "agency";

    private final MongoCollection<Document> things;
    private final MongoCollection<Document> pages;
    private final MongoCollection<Document> inspected;

    StoredThings(MongoDatabase database) {
        this.things = database.getCollection("supervised");
        this.pages = database.getCollection("supervised-pages");
        this.inspected = database.getCollection("inspected");
        things.createIndex(Indexes.ascending(GROUP, PAGE));
        pages.createIndex(Indexes.ascending(PATH));
        inspected.createIndex(Indexes.ascending(AGENCY, "at"));
    }

    @Override
    public Map<String, Kept> things(Collection<String> ids) {
        Map<String, Kept> found = new HashMap<>();
        for (Document document : things.find(in("_id", ids))) {
            found.put(
                    document.getString("_id"),
                    new Kept(thing(document), document.getLong(REVISION), document.get(PAGE, 0)));
        }
        return found;
    }

    @Override
    public Page last(String group) {
        Document last = things.find(eq(GROUP, group))
                .sort(descending(GROUP, PAGE))
                .projection(include(PAGE))
                .first();
        if (last == null) {
            return Page.FIRST;
        }
        int number = last.getInteger(PAGE);
        return new Page(number, things.countDocuments(and(eq(GROUP, group), eq(PAGE, number))));
    }

    private static Thing thing(Document document) {
        SortedMap<Long, Stage> early = new TreeMap<>();
        document.get("early", new Document())
                .forEach((version, stage) -> early.put(
                        Long.valueOf(version), Stage.all((String) stage).getFirst()));
        String kind = document.getString(KIND);
        Origin origin = kind == null
                ? null
                : new Origin(
                        Kind.valueOf(kind),
                        document.getList(PATH, String.class),
                        document.getList("facts", String.class));
        return new Thing(origin, document.getLong("upTo"), Stage.all(document.getString("stages")), early);
    }

    private static Document document(String id, Kept kept) {
        Thing thing = kept.thing();
        Document early = new Document();
        thing.early().forEach((version, stage) -> early.append(String.valueOf(version), Stage.text(List.of(stage))));
        Document document = new Document("_id", id)
                .append(REVISION, kept.revision())
                .append("upTo", thing.upTo())
                .append("stages", Stage.text(thing.stages()))
                .append("early", early);
        Origin origin = thing.origin();
        return origin == null
                ? document
                : document.append(KIND, origin.kind().name())
                        .append(PATH, origin.path())
                        .append("facts", origin.facts())
                        .append(GROUP, origin.group())
                        .append(PAGE, kept.page());
    }

    @Override
    public boolean writeThings(List<Change> changes) {
        if (changes.isEmpty()) {
            return true;
        }
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Change change : changes) {
            long revision = change.after().revision();
            Document document = document(change.id(), change.after());
            writes.add(
                    revision == 1
                            ? new InsertOneModel<>(document)
                            : new ReplaceOneModel<>(and(eq(change.id()), eq(REVISION, revision - 1)), document));
        }
        try {
            BulkWriteResult done = things.bulkWrite(writes, UNORDERED);
            return done.getInsertedCount() + done.getMatchedCount() == writes.size();
        } catch (MongoBulkWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    @Override
    public void writeLines(Map<String, Kept> kept) {
        Map<String, List<Bson>> updates = new LinkedHashMap<>();
        kept.forEach((id, one) -> {
            Origin origin = Objects.requireNonNull(one.thing().origin());
            updates.computeIfAbsent(
                            origin.group() + "/" + one.page(),
                            page -> new ArrayList<>(
                                    List.of(setOnInsert(KIND, origin.kind().name()), setOnInsert(PATH, origin.path()))))
                    // of two texts the one with the higher revision is the greater
                    .add(max(LINES + "." + field(id), line(one)));
        });
        Upserts.write(
                pages,
                updates.entrySet().stream()
                        .map(page -> new UpdateOneModel<Document>(eq(page.getKey()), combine(page.getValue()), UPSERT))
                        .toList());
    }

    /** A name that is one field and not a path of fields. */
    private static String field(String id) {
        return id.replace("%", "%25").replace(".", "%2E").replace("$", "%24");
    }

    private static String line(Kept kept) {
        Thing thing = kept.thing();
        return Stream.concat(
                        Stream.of("%010d".formatted(kept.revision()), Stage.text(thing.all())),
                        Objects.requireNonNull(thing.origin()).facts().stream())
                .reduce((one, other) -> one + BREAK + other)
                .orElseThrow();
    }

    @Override
    public void writeInspected(Collection<Inspected> told) {
        Upserts.write(
                inspected,
                told.stream()
                        .map(one -> new UpdateOneModel<Document>(
                                eq(one.inspection() + "/" + one.agency()),
                                combine(setOnInsert(AGENCY, one.agency()), min("at", Date.from(one.at()))),
                                UPSERT))
                        .toList());
    }

    /**
     * What an agency and those below it went through, one after the other.
     *
     * @param seenBy one of whom must stand on the path, too; none for everybody
     */
    void each(String under, Set<String> seenBy, Consumer<Course> reader) {
        Bson below = eq(PATH, under);
        Map<String, List<String>> facts = new HashMap<>();
        pages.withDocumentClass(RawBsonDocument.class)
                .find(seenBy.isEmpty() || seenBy.contains(under) ? below : and(below, in(PATH, seenBy)))
                .projection(include(KIND, PATH, LINES))
                .batchSize(PAGES)
                .forEach(page -> read(page, facts, reader));
    }

    /**
     * Line by line out of what the store sent: as documents the pages would be several times as large.
     *
     * @param facts those of lines before: few of a hundred thousand are different
     */
    private static void read(RawBsonDocument page, Map<String, List<String>> facts, Consumer<Course> reader) {
        Kind kind = Kind.valueOf(page.getString(KIND).getValue());
        List<String> path = page.getArray(PATH).stream()
                .map(one -> one.asString().getValue())
                .toList();
        try (BsonReader lines = page.getDocument(LINES).asBsonReader()) {
            lines.readStartDocument();
            while (lines.readBsonType() != BsonType.END_OF_DOCUMENT) {
                lines.skipName();
                String line = lines.readString();
                int stages = line.indexOf(BREAK) + 1;
                int told = line.indexOf(BREAK, stages);
                reader.accept(new Course(
                        kind,
                        path,
                        Stage.all(line.substring(stages, told < 0 ? line.length() : told)),
                        facts(told < 0 ? "" : line.substring(told + 1), facts)));
            }
        }
    }

    private static List<String> facts(String text, Map<String, List<String>> before) {
        List<String> known = before.get(text);
        if (known != null) {
            return known;
        }
        List<String> facts = List.of(text.split(BREAK, MOST_FACTS));
        if (before.size() < MOST_AT_HAND) {
            before.put(text, facts);
        }
        return facts;
    }

    /** When agencies were told what an inspection found, as of an instant. */
    Map<String, List<Instant>> inspected(Collection<String> agencies, Instant asOf) {
        Map<String, List<Instant>> found = new HashMap<>();
        for (Document one : inspected.find(and(in(AGENCY, agencies), lte("at", Date.from(asOf))))) {
            found.computeIfAbsent(one.getString(AGENCY), agency -> new ArrayList<>())
                    .add(one.getDate("at").toInstant());
        }
        return found;
    }
}
