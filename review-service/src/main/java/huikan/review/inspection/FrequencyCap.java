package huikan.review.inspection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pull;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Selection;
import huikan.service.problem.IfMatch;
import huikan.service.store.Duplicates;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * 频次上限: how often a unit is inspected in a calendar year. An inspection reserves its visit before it is changed, in a document
 * of the unit and the year, so that of two that are planned at once the second counts the first.
 */
final class FrequencyCap {

    /** A reservation whose change was not written until then never is. */
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final MongoCollection<Document> reserved;
    private final int most;
    private final Supplier<Cases<Inspection, InspectionStatus>> inspections;

    FrequencyCap(MongoDatabase database, int most, Supplier<Cases<Inspection, InspectionStatus>> inspections) {
        this.reserved = database.getCollection("inspections.reserved");
        this.most = most;
        this.inspections = inspections;
    }

    /** What is counted: the visits of a unit in a year. */
    static String visit(String unit, LocalDate from) {
        return unit + "/" + from.getYear();
    }

    int most() {
        return most;
    }

    /** In how many other inspections the unit is visited in that year, or is about to be. */
    int others(Inspection one, String visit, Instant now) {
        return others(one, visit, pending(find(visit), now)).size();
    }

    /**
     * Reserves visits for the inspection as it was seen.
     *
     * @throws huikan.service.problem.ProblemException 412 when others took the last; then nothing is reserved
     */
    void reserve(Inspection seen, Collection<String> visits, Instant now) {
        // in one order, so that two who want the same do not each hold what the other one lacks
        List<String> inOrder = visits.stream().sorted().toList();
        for (String visit : inOrder) {
            boolean reserves = false;
            while (!reserves) {
                Document known = find(visit);
                List<Document> pending = pending(known, now);
                if (others(seen, visit, pending).size() >= most) {
                    release(seen, inOrder.subList(0, inOrder.indexOf(visit)));
                    throw IfMatch.overtaken();
                }
                reserves = written(seen, visit, known, pending, now);
            }
        }
    }

    /** What is reserved for nothing keeps nobody else out. */
    private void release(Inspection seen, Collection<String> visits) {
        reserved.updateMany(
                in("_id", visits), combine(inc("n", 1L), pull("by", new Document("inspection", seen.id()))));
    }

    private @Nullable Document find(String visit) {
        return reserved.find(eq(visit)).first();
    }

    /** The reservations of inspections that are still what they were when they reserved. */
    private List<Document> pending(@Nullable Document known, Instant now) {
        List<Document> live = new ArrayList<>(known == null ? List.of() : known.getList("by", Document.class));
        live.removeIf(one -> !one.getDate("until").toInstant().isAfter(now));
        Set<Document> unchanged = inspections
                .get()
                .store()
                .fields(live.stream().map(one -> one.getString("inspection")).toList(), "version")
                .stream()
                .map(one -> key(one.getString("_id"), one.getLong("version")))
                .collect(Collectors.toSet());
        live.removeIf(one -> !unchanged.contains(key(one.getString("inspection"), one.getLong("version"))));
        return live;
    }

    private static Document key(String inspection, long version) {
        return new Document("inspection", inspection).append("version", version);
    }

    private record Visiting(String id) {}

    /** The pending ones are read first: one that is written meanwhile is found among those that visit. */
    private Set<String> others(Inspection one, String visit, List<Document> pending) {
        Set<String> others =
                pending.stream().map(by -> by.getString("inspection")).collect(Collectors.toSet());
        inspections
                .get()
                .store()
                .some(Selection.ofAll().where("visitedIn", visit), Visiting.class)
                .forEach(visiting -> others.add(visiting.id()));
        others.remove(one.id());
        return others;
    }

    /** False when somebody else reserved meanwhile. */
    private boolean written(
            Inspection seen, String visit, @Nullable Document known, List<Document> pending, Instant now) {
        List<Document> by = new ArrayList<>(pending);
        by.removeIf(one -> seen.id().equals(one.getString("inspection")));
        by.add(key(seen.id(), seen.version()).append("until", Date.from(now.plus(WITHIN))));
        long n = known == null ? 0 : known.getLong("n");
        Document next = new Document("_id", visit).append("n", n + 1).append("by", by);
        if (known != null) {
            return reserved.replaceOne(and(eq(visit), eq("n", n)), next).getModifiedCount() == 1;
        }
        try {
            reserved.insertOne(next);
            return true;
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }
}
