package huikan.submission.agency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import huikan.events.AgencyLevel;
import huikan.events.Line;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.security.EndedAgencies;
import huikan.service.store.Duplicates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Repository;

/** The directory of agencies. Each document carries its paths to the root, so that who sees what is one look-up. */
@Repository
public class Agencies {

    /** The collection; its outbox is relayed. */
    public static final OutboxSource SOURCE = new OutboxSource("agencies");

    private static final String SUCCESSORS = Succession.FIELD + ".successors";

    static final Bson BRIEF = exclude(Outbox.FIELD);

    static final int AT_ONCE = 1_000;

    private final MongoCollection<Document> agencies;
    private final OutboxRelays relays;
    private final Clock clock;
    private final Moves moves;

    Agencies(MongoDatabase database, OutboxRelays relays, Clock clock) {
        this.agencies = database.getCollection(SOURCE.collection());
        this.relays = relays;
        this.clock = clock;
        this.moves = new Moves(agencies, relays, clock, this::find);
        agencies.createIndex(Indexes.ascending("seenBy", "_id"));
        agencies.createIndex(Indexes.ascending("territory"));
        agencies.createIndex(Indexes.ascending("department"));
        agencies.createIndex(Indexes.ascending(Moves.MOVING), new IndexOptions().sparse(true));
    }

    @Bean
    static EndedAgencies endedAgencies(MongoDatabase database, Clock clock) {
        return new EndedAgencies(database.getCollection(SOURCE.collection()), clock);
    }

    public Optional<Agency> find(String code) {
        return Optional.ofNullable(agencies.find(eq(code)).projection(BRIEF).first())
                .map(Agency::of);
    }

    /** Those that exist, by code. */
    public Map<String, Agency> findAll(Collection<String> codes) {
        Map<String, Agency> found = new HashMap<>();
        List<String> all = List.copyOf(codes);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            for (Document document : agencies.find(in("_id", some)).projection(BRIEF)) {
                found.put(document.getString("_id"), Agency.of(document));
            }
        }
        return found;
    }

    /**
     * The agency and all below it along one line, in the order of their codes.
     *
     * @param code null for all that there are
     * @param level null for every level
     * @param after null for the first page, else the last code of the page before
     */
    public List<Agency> under(
            @Nullable String code,
            @Nullable Line line,
            @Nullable AgencyLevel level,
            @Nullable String after,
            int limit) {
        List<Bson> conditions = new ArrayList<>(List.of(new Document()));
        if (code != null) {
            conditions.add(eq("seenBy", code));
        }
        if (code != null && line != null) {
            conditions.add(or(eq("_id", code), eq(pathField(line) + ".agency", code)));
        }
        if (level != null) {
            conditions.add(eq("level", level.name()));
        }
        if (after != null) {
            conditions.add(gt("_id", after));
        }
        List<Agency> found = new ArrayList<>();
        for (Document document : agencies.find(and(conditions))
                .projection(BRIEF)
                .sort(ascending("_id"))
                .limit(limit)) {
            found.add(Agency.of(document));
        }
        return found;
    }

    /** Those in whose place one of some came, directly. */
    public List<Agency> predecessors(Collection<String> successors) {
        return agencies.find(in(SUCCESSORS, successors))
                .projection(BRIEF)
                .sort(ascending("_id"))
                .map(Agency::of)
                .into(new ArrayList<>());
    }

    /** The codes of those directly below along either line that did not end; the first ones. */
    List<String> below(String code, int most) {
        return agencies.find(and(or(eq("territory", code), eq("department", code)), exists(Succession.FIELD, false)))
                .projection(include("_id"))
                .sort(ascending("_id"))
                .limit(most)
                .map(one -> one.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Whether the one agency may see what is the other's. */
    boolean sees(String superior, String code) {
        return find(code).filter(one -> one.seenBy().contains(superior)).isPresent();
    }

    /** Puts in those that are not there yet; superiors first. Other instances may do the same at this moment. */
    public void addMissing(Collection<Agency> wanted) {
        Map<String, Optional<Agency>> known = new HashMap<>();
        findAll(wanted.stream().map(Agency::code).toList()).forEach((code, one) -> known.put(code, Optional.of(one)));
        List<Document> fresh = new ArrayList<>();
        for (Agency one : wanted) {
            if (!known.containsKey(one.code())) {
                Agency placed = Moves.placed(one, code -> known.computeIfAbsent(code, this::find));
                known.put(one.code(), Optional.of(placed));
                fresh.add(placed.document()
                        .append(Moves.MOVING, true)
                        .append(Outbox.FIELD, Outbox.of(clock.instant(), placed.event())));
            }
        }
        for (int from = 0; from < fresh.size(); from += AT_ONCE) {
            add(fresh.subList(from, Math.min(fresh.size(), from + AT_ONCE)));
        }
    }

    /** A superior that moved at this moment was looked for before these were there, or finds them. */
    private void add(List<Document> fresh) {
        try {
            agencies.insertMany(fresh, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException taken) {
            Duplicates.orThrow(taken);
        }
        List<String> codes = fresh.stream().map(one -> one.getString("_id")).toList();
        codes.forEach(code -> relays.announce(SOURCE.collection(), code));
        Map<String, Optional<Agency>> superiors = new HashMap<>();
        List<String> placed = new ArrayList<>();
        findAll(codes).forEach((code, one) -> {
            if (Moves.placed(one, above -> superiors.computeIfAbsent(above, this::find))
                    .equals(one)) {
                placed.add(code);
            } else {
                moves.replacePaths(code);
            }
        });
        agencies.updateMany(in("_id", placed), unset(Moves.MOVING));
    }

    /**
     * Stores an agency that is new ({@code seenVersion} 0) or changed, and tells it. What hangs below moves with it; a move
     * that is cut short is completed by the next change of the agency or the next start.
     *
     * @return empty when it is no longer what was seen
     */
    Optional<Agency> put(Agency wanted, long seenVersion) {
        Agency placed = Moves.placed(wanted, this::find);
        boolean stored = seenVersion == 0 ? insert(placed) : change(placed, seenVersion);
        if (!stored) {
            return Optional.empty();
        }
        relays.announce(SOURCE.collection(), placed.code());
        if (agencies.countDocuments(and(eq(placed.code()), eq(Moves.MOVING, true))) == 0) {
            return Optional.of(placed);
        }
        moves.replacePaths(placed.code());
        return find(placed.code());
    }

    private boolean insert(Agency placed) {
        try {
            agencies.insertOne(placed.document()
                    .append(Moves.MOVING, true)
                    .append(Outbox.FIELD, Outbox.of(clock.instant(), placed.event())));
            return true;
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    private boolean change(Agency placed, long seenVersion) {
        Optional<Agency> seen = find(placed.code());
        if (seen.isEmpty() || seen.get().version() != seenVersion) {
            return false;
        }
        Document changed = placed.document();
        changed.remove("_id");
        if (!placed.hangsLike(seen.get())) {
            changed.append(Moves.MOVING, true);
        }
        List<Bson> sets = new ArrayList<>();
        changed.forEach((field, value) -> sets.add(set(field, value)));
        if (placed.ended() == null) {
            sets.add(unset(Succession.FIELD));
        }
        sets.add(Outbox.push(clock.instant(), placed.event()));
        return agencies.updateOne(and(eq(placed.code()), eq("version", seenVersion)), combine(sets))
                        .getMatchedCount()
                == 1;
    }

    /** Those whose move was cut short. */
    @EventListener(ApplicationReadyEvent.class)
    void completeMoves() {
        agencies.find(exists(Moves.MOVING))
                .projection(include("_id"))
                .map(moved -> moved.getString("_id"))
                .into(new ArrayList<>())
                .forEach(moves::replacePaths);
    }

    private static String pathField(Line line) {
        return line == Line.TERRITORY ? "territoryPath" : "departmentPath";
    }
}
