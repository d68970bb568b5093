package huikan.analytics.directory;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import huikan.analytics.position.ReadPositions;
import huikan.analytics.position.ReadPositions.Read;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.service.store.Upserts;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Who stood below whom, as of any instant. */
@Repository
public class AgencyHistory {

    /** Under which it says how far it has read. */
    public static final String READER = "agency-history";

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private static final String AGENCY = "agency";
    private static final String VERSION = "version";
    private static final String TERRITORY = "territory";
    private static final String DEPARTMENT = "department";
    private static final String AT = "at";

    private final MongoCollection<Document> versions;
    private final ReadPositions positions;
    private final AtomicLong puts = new AtomicLong();
    private volatile @Nullable Known known;

    AgencyHistory(MongoDatabase database, ReadPositions positions) {
        this.versions = database.getCollection("agency-versions");
        this.positions = positions;
    }

    /**
     * An agency as it stood from an instant on.
     *
     * @param at when it was told
     */
    record Version(AgencyPut agency, Instant at) {}

    /** Each once, with the earliest instant at which it was told, in whatever order they come. */
    void put(List<Version> told) {
        Upserts.write(versions, told.stream().map(AgencyHistory::update).toList());
        puts.incrementAndGet();
    }

    private static UpdateOneModel<Document> update(Version told) {
        AgencyPut agency = told.agency();
        return new UpdateOneModel<>(
                eq(agency.code() + "/" + agency.version()),
                combine(
                        setOnInsert(AGENCY, agency.code()),
                        setOnInsert(VERSION, agency.version()),
                        setOnInsert(TERRITORY, agency.territory()),
                        setOnInsert(DEPARTMENT, agency.department()),
                        min(AT, Date.from(told.at()))),
                UPSERT);
    }

    /** The tree as it stood at an instant. */
    public Tree at(Instant at) {
        Read read = positions.of(READER);
        Known now = known;
        if (now == null || !now.isStill(read, puts.get())) {
            now = load(read);
        }
        return now.at(at);
    }

    private synchronized Known load(Read read) {
        long here = puts.get();
        Known seen = known;
        if (seen != null && seen.isStill(read, here)) {
            return seen;
        }
        Map<String, List<Placed>> all = new HashMap<>();
        for (Document one : versions.find().projection(exclude("_id"))) {
            all.merge(
                    one.getString(AGENCY),
                    List.of(new Placed(
                            one.getLong(VERSION),
                            one.getDate(AT).toInstant(),
                            one.getString(TERRITORY),
                            one.getString(DEPARTMENT))),
                    AgencyHistory::sorted);
        }
        Known fresh = new Known(read, here, all);
        known = fresh;
        return fresh;
    }

    private static List<Placed> sorted(List<Placed> some, List<Placed> more) {
        return Stream.concat(some.stream(), more.stream())
                .sorted(Comparator.comparingLong(Placed::version))
                .toList();
    }

    /** Where an agency stood from an instant on. */
    private record Placed(
            long version,
            Instant at,
            @Nullable String territory,
            @Nullable String department) {}

    /**
     * All that was told up to a position.
     *
     * @param puts how often this instance itself had written
     * @param all by code, in the order of their versions
     */
    private record Known(Read read, long puts, Map<String, List<Placed>> all) {

        boolean isStill(Read now, long putsNow) {
            return puts == putsNow && read.equals(now);
        }

        Tree at(Instant at) {
            Map<String, Placed> then = new TreeMap<>();
            all.forEach((code, some) -> {
                Placed placed = then(some, at);
                if (placed != null) {
                    then.put(code, placed);
                }
            });
            return new Tree(then);
        }

        /**
         * The topic is compacted: one of which the first version is not known is taken to have begun as it is known first.
         */
        private static @Nullable Placed then(List<Placed> some, Instant at) {
            Placed latest = null;
            for (Placed one : some) {
                if (!one.at.isAfter(at)) {
                    latest = one;
                }
            }
            Placed first = some.getFirst();
            return latest == null && first.version > 1 ? first : latest;
        }
    }

    /** Agencies and who stood above each. */
    public static final class Tree {

        private static final List<Function<Placed, @Nullable String>> LINES =
                List.of(Placed::territory, Placed::department);

        private final Map<String, Placed> agencies;
        /** by line, and by superior */
        private final List<Map<String, List<String>>> children;

        private Tree(Map<String, Placed> agencies) {
            this.agencies = agencies;
            this.children = LINES.stream().map(this::children).toList();
        }

        /** Those directly below an agency, along either line. */
        public SortedSet<String> directlyBelow(String superior) {
            SortedSet<String> below = new TreeSet<>();
            children.forEach(line -> below.addAll(line.getOrDefault(superior, List.of())));
            return below;
        }

        /** An agency and all that it sees below it, without it where nobody stands above it: nobody supervises that one. */
        public Set<String> supervisedUnder(String top) {
            Set<String> all = new HashSet<>();
            Placed own = agencies.get(top);
            if (own != null && LINES.stream().anyMatch(line -> line.apply(own) != null)) {
                all.add(top);
            }
            children.forEach(line -> all.addAll(below(top, line)));
            return all;
        }

        /** Along one line only, as {@link Directory#sees} has it. */
        private static Set<String> below(String top, Map<String, List<String>> children) {
            Set<String> below = new HashSet<>();
            Deque<String> next = new ArrayDeque<>(List.of(top));
            while (!next.isEmpty()) {
                for (String child : children.getOrDefault(next.remove(), List.of())) {
                    // a loop ends here
                    if (!child.equals(top) && below.add(child)) {
                        next.add(child);
                    }
                }
            }
            return below;
        }

        private Map<String, List<String>> children(Function<Placed, @Nullable String> line) {
            Map<String, List<String>> found = new HashMap<>();
            agencies.forEach((code, placed) -> {
                String superior = line.apply(placed);
                if (superior != null) {
                    found.computeIfAbsent(superior, first -> new ArrayList<>()).add(code);
                }
            });
            return found;
        }
    }
}
