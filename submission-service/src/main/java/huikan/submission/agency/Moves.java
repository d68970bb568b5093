package huikan.submission.agency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import huikan.events.Line;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bson.Document;

/** Agencies that come under another superior, and all that hang below them. */
final class Moves {

    /** Of an agency whose superiors changed: those below it may have their old paths yet. */
    static final String MOVING = "moving";

    private final MongoCollection<Document> agencies;
    private final OutboxRelays relays;
    private final Clock clock;
    private final Function<String, Optional<Agency>> find;

    Moves(
            MongoCollection<Document> agencies,
            OutboxRelays relays,
            Clock clock,
            Function<String, Optional<Agency>> find) {
        this.agencies = agencies;
        this.relays = relays;
        this.clock = clock;
        this.find = find;
    }

    static Agency placed(Agency wanted, Function<String, Optional<Agency>> find) {
        return wanted.withPaths(
                AgencyRules.path(wanted, Line.TERRITORY, find), AgencyRules.path(wanted, Line.DEPARTMENT, find));
    }

    /**
     * Paths are kept in each document: when an agency moves, it and those below it get theirs anew, as a change like any
     * other. Done when none has an old path, whoever else moves at this moment.
     */
    void replacePaths(String moved) {
        List<Agency> seen = agencies.find(eq("seenBy", moved))
                .projection(Agencies.BRIEF)
                .map(Agency::of)
                .into(new ArrayList<>());
        // looked up after those below were, so that no superior is older than what hangs below it
        Map<String, Optional<Agency>> superiors = new HashMap<>();
        List<Agency> misplaced = seen.stream()
                .map(one -> placed(one, code -> superiors.computeIfAbsent(code, find)))
                .filter(Predicate.not(Set.copyOf(seen)::contains))
                .toList();
        for (int from = 0; from < misplaced.size(); from += Agencies.AT_ONCE) {
            changePaths(misplaced.subList(from, Math.min(misplaced.size(), from + Agencies.AT_ONCE)));
        }
        if (!misplaced.isEmpty()) {
            replacePaths(moved);
            return;
        }
        seen.stream()
                .filter(one -> one.code().equals(moved))
                .forEach(one -> agencies.updateOne(and(eq(moved), eq("version", one.version())), unset(MOVING)));
    }

    /** Of those that are what was seen; the others are looked at again. */
    private void changePaths(List<Agency> placed) {
        Instant now = clock.instant();
        agencies.bulkWrite(
                placed.stream()
                        .map(one -> {
                            Agency changed = one.withVersion(one.version() + 1);
                            Document paths = changed.document();
                            return new UpdateOneModel<Document>(
                                    and(eq(one.code()), eq("version", one.version())),
                                    combine(
                                            set("territoryPath", paths.get("territoryPath")),
                                            set("departmentPath", paths.get("departmentPath")),
                                            set("seenBy", paths.get("seenBy")),
                                            set("version", changed.version()),
                                            Outbox.push(now, changed.event())));
                        })
                        .toList(),
                new BulkWriteOptions().ordered(false));
        placed.forEach(one -> relays.announce(Agencies.SOURCE.collection(), one.code()));
    }
}
