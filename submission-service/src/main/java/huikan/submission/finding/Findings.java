package huikan.submission.finding;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
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

    private static final String SINCE = "since";
    private static final String CLOSINGS = "closings";
    /** From when on there is nothing to rectify: it was merged into another, or waived. */
    private static final String VOID_ON = "voidOn";

    private static final Set<String> VOID = Set.of("MERGED", "WAIVED");
    /** Who has more is not compared: others' filings do not wait for it. */
    private static final int MOST_COMPARED = 20_000;

    private final MongoCollection<Document> findings;
    /** The agencies that review case files in the suite, and since when. */
    private final MongoCollection<Document> reviewers;

    Findings(MongoDatabase database) {
        this.findings = database.getCollection("findings");
        this.reviewers = database.getCollection("caseReviewers");
        findings.createIndex(Indexes.ascending(AGENCY));
        findings.createIndex(Indexes.ascending(REVIEWER, FOUND_ON), new IndexOptions().sparse(true));
    }

    void write(List<SupervisionEvent> events) {
        Map<String, List<Bson>> changes = new LinkedHashMap<>();
        Map<String, String> since = new LinkedHashMap<>();
        for (SupervisionEvent event : events) {
            switch (event) {
                case FindingMoved moved -> {
                    changes.computeIfAbsent(moved.id(), first -> new ArrayList<>())
                            .addAll(changes(moved));
                    String reviewer = reviewer(moved);
                    if (reviewer != null) {
                        since.merge(reviewer, day(moved.step().at()), Findings::earlier);
                    }
                }
                case CaseReviewMoved moved ->
                    since.merge(moved.reviewer(), day(moved.step().at()), Findings::earlier);
                default -> {}
            }
        }
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        changes.forEach((id, each) -> each.forEach(change -> updates.add(upsert(id, change))));
        Upserts.write(findings, updates);
        Upserts.write(
                reviewers,
                since.entrySet().stream()
                        .map(one -> upsert(one.getKey(), min(SINCE, one.getValue())))
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
            String reviewer = reviewer(moved);
            changes.add(reviewer == null ? registered : combine(registered, set(REVIEWER, reviewer)));
        }
        if (VOID.contains(moved.step().to())) {
            changes.add(min(VOID_ON, day(moved.step().at())));
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

    private static @Nullable String reviewer(FindingMoved moved) {
        return moved.source().equals(CASE_REVIEW) ? moved.registeredBy() : null;
    }

    private static String earlier(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static String day(Instant at) {
        return LocalDate.ofInstant(at, PLACE).toString();
    }

    /** What is known of agencies; who is not in it has no finding and reviews no case files. */
    public Map<String, FindingLedger> of(Collection<String> agencies) {
        if (agencies.isEmpty()) {
            return Map.of();
        }
        List<String> few = new ArrayList<>();
        for (Document one :
                findings.aggregate(List.of(match(in(AGENCY, agencies)), group("$" + AGENCY, sum("n", 1))))) {
            if (one.get("n", Number.class).longValue() <= MOST_COMPARED) {
                few.add(one.getString("_id"));
            }
        }
        Map<String, List<Found>> own = new HashMap<>();
        if (!few.isEmpty()) {
            for (Document one :
                    findings.find(in(AGENCY, few)).projection(include(AGENCY, FOUND_ON, CLOSINGS, VOID_ON))) {
                own.computeIfAbsent(one.getString(AGENCY), first -> new ArrayList<>())
                        .add(found(one));
            }
        }
        Map<String, LocalDate> since = new HashMap<>();
        for (Document one : reviewers.find(in("_id", agencies))) {
            since.put(one.getString("_id"), LocalDate.parse(one.getString(SINCE)));
        }
        Map<String, FindingLedger> ledgers = new HashMap<>();
        own.forEach((agency, each) -> ledgers.put(agency, new FindingLedger(each, since.remove(agency))));
        since.forEach((agency, day) -> ledgers.put(agency, new FindingLedger(List.of(), day)));
        return ledgers;
    }

    /** Those of case-file reviews that an agency registered from one day to another. */
    public long registered(String reviewer, LocalDate from, LocalDate to) {
        return findings.countDocuments(
                and(eq(REVIEWER, reviewer), gte(FOUND_ON, from.toString()), lte(FOUND_ON, to.toString())));
    }

    private static Found found(Document one) {
        String voidOn = one.getString(VOID_ON);
        List<Document> closings = Objects.requireNonNullElse(one.getList(CLOSINGS, Document.class), List.of());
        return new Found(
                LocalDate.parse(one.getString(FOUND_ON)),
                voidOn == null ? null : LocalDate.parse(voidOn),
                closings.stream()
                        .map(step -> new Closing(
                                step.getLong("version"),
                                LocalDate.parse(step.getString("on")),
                                step.getBoolean("closed")))
                        .toList());
    }
}
