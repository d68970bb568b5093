package huikan.submission.finding;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.CaseReviewMoved;
import huikan.events.SupervisionEvent.FindingMoved;
import huikan.service.store.Upserts;
import huikan.submission.finding.FindingLedger.Closing;
import huikan.submission.finding.FindingLedger.Found;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/**
 * A copy of the findings: when each was registered, closed (销号) and opened again. Every event writes something of its own, so that
 * they may come twice and in any order.
 */
@Repository
public class Findings {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    private static final String CASE_REVIEW = "CASE_REVIEW";
    private static final String AGENCY = "agency";
    private static final String FOUND_ON = "foundOn";
    /** The agency that registered one of a case-file review. */
    private static final String REVIEWER = "reviewer";

    private static final String CLOSINGS = "closings";

    private final MongoCollection<Document> findings;
    /** The agencies that review case files in the suite. */
    private final MongoCollection<Document> reviewers;

    Findings(MongoDatabase database) {
        this.findings = database.getCollection("findings");
        this.reviewers = database.getCollection("caseReviewers");
        findings.createIndex(Indexes.ascending(AGENCY));
        findings.createIndex(Indexes.ascending(REVIEWER), new IndexOptions().sparse(true));
    }

    void write(List<SupervisionEvent> events) {
        Map<String, List<Bson>> changes = new LinkedHashMap<>();
        Set<String> reviewing = new HashSet<>();
        for (SupervisionEvent event : events) {
            switch (event) {
                case FindingMoved moved ->
                    changes.computeIfAbsent(moved.id(), first -> new ArrayList<>())
                            .addAll(changes(moved));
                case CaseReviewMoved moved -> reviewing.add(moved.reviewer());
                default -> {}
            }
        }
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        changes.forEach((id, each) -> each.forEach(change -> updates.add(upsert(id, change))));
        Upserts.write(findings, updates);
        Upserts.write(
                reviewers,
                reviewing.stream()
                        .map(agency -> upsert(agency, setOnInsert("_id", agency)))
                        .toList());
    }

    private static UpdateOneModel<Document> upsert(String id, Bson change) {
        return new UpdateOneModel<>(eq("_id", id), change, new UpdateOptions().upsert(true));
    }

    private static List<Bson> changes(FindingMoved moved) {
        List<Bson> changes = new ArrayList<>();
        String from = moved.step().from();
        if (from == null) {
            Bson registered = combine(
                    set(AGENCY, moved.agency()), set(FOUND_ON, day(moved.step().at())));
            String by = moved.registeredBy();
            changes.add(
                    by != null && moved.source().equals(CASE_REVIEW)
                            ? combine(registered, set(REVIEWER, by))
                            : registered);
        }
        boolean closed = FindingMoved.isClosed(moved.step().to());
        if (closed != (from != null && FindingMoved.isClosed(from))) {
            changes.add(addToSet(
                    CLOSINGS,
                    new Document("version", moved.step().version())
                            .append("on", day(moved.step().at()))
                            .append("closed", closed)));
        }
        return changes;
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, PLACE).toString();
    }

    /** What is known of agencies; who is not in it has no finding and reviews no case files. */
    public Map<String, FindingLedger> of(Collection<String> agencies) {
        if (agencies.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Found>> own = new HashMap<>();
        Map<String, List<LocalDate>> reviewed = new HashMap<>();
        for (Document one : findings.find(in(AGENCY, agencies)).projection(include(AGENCY, FOUND_ON, CLOSINGS))) {
            own.computeIfAbsent(one.getString(AGENCY), first -> new ArrayList<>())
                    .add(found(one));
        }
        for (Document one : findings.find(in(REVIEWER, agencies)).projection(include(REVIEWER, FOUND_ON))) {
            reviewed.computeIfAbsent(one.getString(REVIEWER), first -> new ArrayList<>())
                    .add(foundOn(one));
        }
        for (Document one : reviewers.find(in("_id", agencies))) {
            reviewed.computeIfAbsent(one.getString("_id"), first -> new ArrayList<>());
        }
        Map<String, FindingLedger> ledgers = new HashMap<>();
        own.forEach((agency, each) -> ledgers.put(agency, new FindingLedger(each, reviewed.remove(agency))));
        reviewed.forEach((agency, each) -> ledgers.put(agency, new FindingLedger(List.of(), each)));
        return ledgers;
    }

    private static Found found(Document one) {
        List<Document> closings = Objects.requireNonNullElse(one.getList(CLOSINGS, Document.class), List.of());
        return new Found(
                foundOn(one),
                closings.stream()
                        .map(step -> new Closing(
                                step.getLong("version"),
                                LocalDate.parse(step.getString("on")),
                                step.getBoolean("closed")))
                        .toList());
    }

    private static LocalDate foundOn(Document one) {
        return LocalDate.parse(one.getString(FOUND_ON));
    }
}
