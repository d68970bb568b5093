package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

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
import huikan.analytics.rollup.Count.Position;
import huikan.events.AgencyLevel;
import huikan.events.Superior;
import huikan.service.store.Duplicates;
import huikan.service.store.Upserts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts, sums and history in MongoDB: three collections, and no write of theirs depends on another of the same moment. */
@Component
final class StoredRollups implements RollupStore {

    private static final String COUNTS = "counts";
    private static final String SUMS = "sums";
    private static final String HISTORY = "history";

    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";

    /** Of a sum, beside its cells. */
    static final List<String> SUM = List.of(
            "cycle",
            "agency",
            "level",
            "path",
            "levels",
            "expected",
            "filed",
            "late",
            "excused",
            "asOf",
            "filings",
            "rollup");

    private static final String SPANS = "spans";

    /** Of a filing in the history, beside its cells. */
    private static final List<String> FILING =
            List.of("cycle", "path", "levels", "revision", "late", SPANS, "standing", "from", "to", "filing");

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> counts;
    private final MongoCollection<Document> sums;
    private final MongoCollection<Document> history;

    StoredRollups(MongoDatabase database, RollupSettings settings) {
        this.counts = counts(database, settings.own());
        this.sums = sums(database, settings.own());
        this.history = history(database, settings.own());
        sums.createIndex(Indexes.ascending("cycle", "parent", "agency"));
        sums.createIndex(Indexes.ascending("cycle", "agency"));
        sums.createIndex(Indexes.ascending("cycle", "path", "level"));
        sums.createIndex(Indexes.ascending(PARTITION, "included"));
        history.createIndex(Indexes.ascending("cycle", "path"));
    }

    static MongoCollection<Document> counts(MongoDatabase database, int generation) {
        return database.getCollection(RollupSettings.name(COUNTS, generation));
    }

    static MongoCollection<Document> sums(MongoDatabase database, int generation) {
        return database.getCollection(RollupSettings.name(SUMS, generation));
    }

    static MongoCollection<Document> history(MongoDatabase database, int generation) {
        return database.getCollection(RollupSettings.name(HISTORY, generation));
    }

    /**
     * What held at an instant of an agency and all below it.
     *
     * @param excused who needed not file
     * @param later who was put on the list afterwards
     */
    record Stood(Collection<Tally.Filing> filings, Collection<Tally.Filing> excused, Collection<Tally.Filing> later) {}

    /**
     * The filings of which something held at an instant, who was excused then, and who owed none yet.
     *
     * @param codes the indicators that are wanted of them; none for all
     */
    static Stood standing(
            MongoDatabase database,
            int generation,
            String cycle,
            String agency,
            Standing standing,
            Instant at,
            Collection<String> codes) {
        // of an agency the later one, while the end of the one before is being written
        Map<String, Tally.Filing> found = new HashMap<>();
        List<Tally.Filing> excused = new ArrayList<>();
        List<Tally.Filing> later = new ArrayList<>();
        for (Document one : history(database, generation)
                .find(and(eq("cycle", cycle), eq("path", agency)))
                .projection(wanted(codes, FILING))) {
            if (isAddition(one)) {
                if (!stood(one, Standing.ADDED, at)) {
                    later.add(filing(one));
                }
            } else if (stood(one, Standing.EXCUSED, at)) {
                excused.add(filing(one));
            } else if (stood(one, standing, at)) {
                Tally.Filing filing = filing(one);
                found.merge(
                        filing.agency(), filing, (some, other) -> some.revision() > other.revision() ? some : other);
            }
        }
        return new Stood(found.values(), excused, later);
    }

    private static boolean isAddition(Document filing) {
        // a generation of before knows of none
        return filing.get(SPANS, new Document()).keySet().stream()
                .anyMatch(span -> span.startsWith(Standing.ADDED.name()));
    }

    private static boolean stood(Document filing, Standing standing, Instant at) {
        // of a generation of before, which is shown until it is counted anew
        if (filing.containsKey("standing")) {
            return standing.name().equals(filing.getString("standing")) && isWithin(filing, at);
        }
        return filing.get(SPANS, Document.class).entrySet().stream()
                .anyMatch(
                        span -> span.getKey().startsWith(standing.name()) && isWithin((Document) span.getValue(), at));
    }

    /** One that was closed by an event of the same instant never counted. */
    private static boolean isWithin(Document span, Instant at) {
        Date to = span.getDate("to");
        return !span.getDate("from").toInstant().isAfter(at)
                && (to == null || to.toInstant().isAfter(at));
    }

    /** Nobody reads it any more. */
    static void drop(MongoDatabase database, int generation) {
        for (String collection : List.of(COUNTS, SUMS, HISTORY)) {
            database.getCollection(RollupSettings.name(collection, generation)).drop();
        }
    }

    static Position position(Document count) {
        return new Position(count.getInteger(PARTITION), count.getLong(OFFSET));
    }

    @Override
    public Map<String, Count> counts(Collection<String> obligations) {
        Map<String, Count> found = new HashMap<>();
        for (Document document : counts.find(in("_id", obligations))) {
            Map<Standing, String> open = new TreeMap<>();
            document.get("open", Document.class)
                    .forEach((standing, span) -> open.put(Standing.valueOf(standing), (String) span));
            found.put(document.getString("_id"), Count.NOTHING.with(tally(document), position(document), open));
        }
        return found;
    }

    @Override
    public Map<String, Part> parts(int partition, Collection<String> rollups) {
        Map<String, String> ids = rollups.stream().collect(toMap(key -> id(key, partition), identity()));
        Map<String, Part> found = new HashMap<>();
        if (!ids.isEmpty()) {
            for (Document document : sums.find(in("_id", ids.keySet()))) {
                found.put(ids.get(document.getString("_id")), new Part(rollup(document), document.getLong("included")));
            }
        }
        return found;
    }

    @Override
    public boolean writeParts(int partition, List<Change<Part>> changes) {
        return write(
                sums,
                changes.stream()
                        .map(one -> {
                            Rollup rollup = one.after().rollup();
                            String id = id(one.key(), partition);
                            return guarded(
                                    one.before().included() < 0,
                                    and(eq(id), eq("included", one.before().included())),
                                    new Document("_id", id)
                                            .append("cycle", rollup.cycle())
                                            .append("agency", rollup.agency())
                                            .append("parent", rollup.parent())
                                            .append("level", name(rollup.level()))
                                            .append("path", codes(rollup))
                                            .append("levels", levels(rollup.path()))
                                            .append(PARTITION, partition)
                                            .append("included", one.after().included())
                                            .append("expected", rollup.expected())
                                            .append("filed", rollup.filed())
                                            .append("late", rollup.late())
                                            .append("excused", rollup.excused())
                                            .append("asOf", Date.from(rollup.asOf()))
                                            .append("filings", filings(rollup))
                                            .append(Cells.FIELD, Cells.of(rollup.bases())));
                        })
                        .toList());
    }

    @Override
    public void writeSpans(List<Span> opened, List<Ended> closed) {
        Map<String, List<Bson>> changes = new LinkedHashMap<>();
        for (Span span : opened) {
            changes.computeIfAbsent(span.filing().submission(), first -> head(span.filing()))
                    .add(set(SPANS + "." + span.name() + ".from", Date.from(span.from())));
        }
        // one that was opened in another batch is there
        for (Ended span : closed) {
            changes.computeIfAbsent(span.submission(), first -> new ArrayList<>())
                    .add(set(SPANS + "." + span.name() + ".to", Date.from(span.to())));
        }
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        changes.forEach((id, change) -> updates.add(new UpdateOneModel<>(eq(id), combine(change), UPSERT)));
        Upserts.write(history, updates);
    }

    @Override
    public boolean writeCounts(List<Change<Count>> changes) {
        return write(
                counts,
                changes.stream()
                        .map(one -> {
                            Position before = one.before().at();
                            Position after = one.after().at();
                            Document open = new Document();
                            one.after().open().forEach((standing, span) -> open.append(standing.name(), span));
                            return guarded(
                                    before.partition() < 0,
                                    and(eq(one.key()), eq(PARTITION, before.partition()), eq(OFFSET, before.offset())),
                                    new Document("_id", one.key())
                                            .append(PARTITION, after.partition())
                                            .append(OFFSET, after.offset())
                                            .append("open", open)
                                            .append(
                                                    "tally",
                                                    Json.text(one.after().tally())));
                        })
                        .toList());
    }

    private static WriteModel<Document> guarded(boolean isNew, Bson asRead, Document document) {
        return isNew ? new InsertOneModel<>(document) : new ReplaceOneModel<>(asRead, document);
    }

    private static boolean write(MongoCollection<Document> to, List<WriteModel<Document>> writes) {
        if (writes.isEmpty()) {
            return true;
        }
        try {
            BulkWriteResult done = to.bulkWrite(writes, UNORDERED);
            return done.getInsertedCount() + done.getMatchedCount() == writes.size();
        } catch (MongoBulkWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    private static List<Bson> head(Tally.Filing filing) {
        return new ArrayList<>(List.of(
                setOnInsert("cycle", filing.cycle()),
                setOnInsert("path", codes(filing.chain())),
                setOnInsert("levels", levels(filing.chain())),
                setOnInsert("revision", filing.revision()),
                setOnInsert("late", filing.late()),
                setOnInsert(Cells.FIELD, Cells.of(filing))));
    }

    static Tally.Filing filing(Document stored) {
        // of a generation of before, which is shown until it is counted anew
        String whole = stored.getString("filing");
        if (whole != null) {
            return Json.read(Tally.Filing.class, whole);
        }
        List<Superior> chain = superiors(stored.getList("path", String.class), stored.getList("levels", String.class));
        Tally.Filing bare = new Tally.Filing(
                stored.getString("_id"),
                stored.getString("cycle"),
                chain.getFirst().agency(),
                chain.getFirst().level(),
                chain.subList(1, chain.size()),
                stored.getLong("revision"),
                stored.getBoolean("late"),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
        return Cells.filing(bare, stored.get(Cells.FIELD, new Document()));
    }

    static Tally tally(Document count) {
        return Json.read(Tally.class, count.getString("tally"));
    }

    private static @Nullable String name(@Nullable AgencyLevel level) {
        return level == null ? null : level.name();
    }

    /** The agency itself and all above it. */
    private static List<String> codes(List<Superior> chain) {
        return chain.stream().map(Superior::agency).toList();
    }

    private static List<String> codes(Rollup rollup) {
        return Stream.concat(Stream.of(rollup.agency()), codes(rollup.path()).stream())
                .toList();
    }

    private static List<String> levels(List<Superior> chain) {
        return chain.stream().map(one -> one.level().name()).toList();
    }

    private static List<Superior> superiors(List<String> codes, List<String> levels) {
        return IntStream.range(0, levels.size())
                .mapToObj(i -> new Superior(codes.get(i), AgencyLevel.valueOf(levels.get(i))))
                .toList();
    }

    private static Document filings(Rollup rollup) {
        Document filings = new Document();
        rollup.bases().forEach((basis, sums) -> filings.append(basis.name(), sums.filings()));
        return filings;
    }

    private static String id(String rollup, int partition) {
        return rollup + "/" + partition;
    }

    static Rollup rollup(Document document) {
        // of a generation of before, which is shown until it is counted anew
        String whole = document.getString("rollup");
        if (whole != null) {
            return Json.read(Rollup.class, whole);
        }
        String level = document.getString("level");
        List<String> path = document.getList("path", String.class);
        Map<Basis, Long> filings = new EnumMap<>(Basis.class);
        document.get("filings", Document.class)
                .forEach((basis, count) -> filings.put(Basis.valueOf(basis), (Long) count));
        return new Rollup(
                document.getString("cycle"),
                document.getString("agency"),
                level == null ? null : AgencyLevel.valueOf(level),
                superiors(path.subList(1, path.size()), document.getList("levels", String.class)),
                document.getLong("expected"),
                document.getLong("filed"),
                document.getLong("late"),
                // from before anybody was
                document.get("excused", 0L),
                Cells.sums(filings, document.get(Cells.FIELD, new Document())),
                document.getDate("asOf").toInstant());
    }

    /** What to send of documents of which some indicators are asked for; null for all of them. */
    static @Nullable Bson wanted(Collection<String> codes, List<String> fields) {
        return codes.isEmpty()
                ? null
                : include(Stream.concat(fields.stream(), Cells.paths(codes).stream())
                        .toList());
    }
}
