package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static huikan.analytics.rollup.StoredRollups.codes;
import static huikan.analytics.rollup.StoredRollups.levels;
import static huikan.analytics.rollup.StoredRollups.superiors;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import huikan.analytics.rollup.RollupStore.Ended;
import huikan.analytics.rollup.RollupStore.Span;
import huikan.events.Superior;
import huikan.service.store.Upserts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What held of each filing, and from when to when: a document a filing. */
final class StoredHistory {

    static final String COLLECTION = "history";

    private static final String SPANS = "spans";

    /** Of a filing in the history, beside its cells. */
    private static final List<String> FILING =
            List.of("cycle", "path", "levels", "revision", "late", SPANS, "standing", "from", "to", "filing");

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> filings;

    StoredHistory(MongoDatabase database, int generation) {
        this.filings = filings(database, generation);
        filings.createIndex(Indexes.ascending("cycle", "path"));
    }

    static MongoCollection<Document> filings(MongoDatabase database, int generation) {
        return database.getCollection(RollupSettings.name(COLLECTION, generation));
    }

    void write(List<Span> opened, List<Ended> closed) {
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
        Upserts.write(filings, updates);
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
        for (Document one : filings(database, generation)
                .find(and(eq("cycle", cycle), eq("path", agency)))
                .projection(StoredRollups.wanted(codes, FILING))) {
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
}
