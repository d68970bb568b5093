package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
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
import com.mongodb.client.model.WriteModel;
import huikan.analytics.rollup.Count.Position;
import huikan.events.AgencyLevel;
import huikan.events.Superior;
import huikan.service.store.Duplicates;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts and sums in MongoDB, beside the {@link StoredHistory}: three collections, and no write of theirs depends on another of the same moment. */
@Component
final class StoredRollups implements RollupStore {

    private static final String COUNTS = "counts";
    private static final String SUMS = "sums";

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

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> counts;
    private final MongoCollection<Document> sums;
    private final StoredHistory history;

    StoredRollups(MongoDatabase database, RollupSettings settings) {
        this.counts = counts(database, settings.own());
        this.sums = sums(database, settings.own());
        this.history = new StoredHistory(database, settings.own());
        sums.createIndex(Indexes.ascending("cycle", "parent", "agency"));
        sums.createIndex(Indexes.ascending("cycle", "agency"));
        sums.createIndex(Indexes.ascending("cycle", "path", "level"));
        sums.createIndex(Indexes.ascending(PARTITION, "included"));
    }

    static MongoCollection<Document> counts(MongoDatabase database, int generation) {
        return database.getCollection(RollupSettings.name(COUNTS, generation));
    }

    static MongoCollection<Document> sums(MongoDatabase database, int generation) {
        return database.getCollection(RollupSettings.name(SUMS, generation));
    }

    /** Nobody reads it any more. */
    static void drop(MongoDatabase database, int generation) {
        for (String collection : List.of(COUNTS, SUMS, StoredHistory.COLLECTION)) {
            database.getCollection(RollupSettings.name(collection, generation)).drop();
        }
    }

    static Position position(Document count) {
        return new Position(count.getInteger(PARTITION), count.getLong(OFFSET));
    }

    /** Of the event at which a count stands. */
    static Instant time(Document count) {
        Date time = count.getDate("time");
        // of before it was kept
        return time == null ? Instant.EPOCH : time.toInstant();
    }

    @Override
    public Map<String, Count> counts(Collection<String> obligations) {
        Map<String, Count> found = new HashMap<>();
        for (Document document : counts.find(in("_id", obligations))) {
            Map<Standing, String> open = new TreeMap<>();
            document.get("open", Document.class)
                    .forEach((standing, span) -> open.put(Standing.valueOf(standing), (String) span));
            found.put(
                    document.getString("_id"),
                    Count.NOTHING.with(tally(document), position(document), time(document), open));
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
        history.write(opened, closed);
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
                                            .append(
                                                    "time",
                                                    Date.from(one.after().time()))
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

    static Tally tally(Document count) {
        return Json.read(Tally.class, count.getString("tally"));
    }

    private static @Nullable String name(@Nullable AgencyLevel level) {
        return level == null ? null : level.name();
    }

    /** The agency itself and all above it. */
    static List<String> codes(List<Superior> chain) {
        return chain.stream().map(Superior::agency).toList();
    }

    private static List<String> codes(Rollup rollup) {
        return Stream.concat(Stream.of(rollup.agency()), codes(rollup.path()).stream())
                .toList();
    }

    static List<String> levels(List<Superior> chain) {
        return chain.stream().map(one -> one.level().name()).toList();
    }

    static List<Superior> superiors(List<String> codes, List<String> levels) {
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
