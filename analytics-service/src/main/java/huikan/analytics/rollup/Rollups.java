package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.analytics.rollup.StoredHistory.Stood;
import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.Superior;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The rollups as they are served: of each the parts that its partitions have put in. */
@Repository
public class Rollups {

    /** All indicators are wanted. */
    public static final Set<String> ALL = Set.of();

    /** An indicator that is none: only what is beside them is wanted. */
    public static final Set<String> NONE = Set.of("-");

    private final MongoDatabase database;
    private final Generations generations;

    Rollups(MongoDatabase database, Generations generations) {
        this.database = database;
        this.generations = generations;
    }

    /** The sums of one agency; empty ones where nothing was told. */
    public Rollup of(String cycle, String agency) {
        return whole(generations.shown(), cycle, eq("agency", agency), ALL).stream()
                .findFirst()
                .orElseGet(() -> Rollup.empty(cycle, agency));
    }

    /** The sums of some agencies, those of which something was told, by code. */
    public List<Rollup> of(String cycle, Collection<String> agencies) {
        return whole(generations.shown(), cycle, in("agency", agencies), ALL);
    }

    /**
     * An agency with those directly below it, told together.
     *
     * @param whole what the agency itself has filed and what the children have, so that the two never disagree
     * @param children by code
     */
    public record Family(Rollup whole, List<Rollup> children) {

        private static Family of(Rollup own, Collection<Rollup> children) {
            Rollup whole = own;
            for (Rollup child : children) {
                whole = whole.plusBelow(child);
            }
            return new Family(whole, List.copyOf(children));
        }
    }

    /** @param codes the indicators that are wanted, or {@link #ALL} */
    public Family family(String cycle, String agency, Set<String> codes) {
        int generation = generations.shown();
        List<Rollup> children = whole(generation, cycle, eq("parent", agency), codes);
        return Family.of(own(generation, cycle, agency), children);
    }

    /**
     * The sums of an agency and of those directly below it as they stood at an instant, on one basis. Later filings, returns, corrections
     * and moves change nothing of it. Who owes a filing was fixed when the cycle was issued, but for those who were added since: they do from
     * then on.
     *
     * @param codes the indicators that are wanted, or {@link #ALL}
     */
    public Family asOf(String cycle, String agency, Basis basis, Instant at, Set<String> codes) {
        return asOf(cycle, agency, Standing.of(basis), at, codes, (sum, filing) -> sum.plus(filing, basis));
    }

    /** Of {@link #asOf} only who had filed. */
    public Family filedAsOf(String cycle, String agency, Instant at) {
        return asOf(cycle, agency, Standing.HELD, at, NONE, Rollup::plusFiled);
    }

    private Family asOf(
            String cycle,
            String agency,
            Standing standing,
            Instant at,
            Set<String> codes,
            BiFunction<Rollup, Tally.Filing, Rollup> adding) {
        int generation = generations.shown();
        Rollup own = own(generation, cycle, agency).expectedOnly(at);
        Map<String, Rollup> children = emptied(whole(generation, cycle, eq("parent", agency), NONE), at);
        Stood stood = StoredHistory.standing(database, generation, cycle, agency, standing, at, codes);
        for (Tally.Filing filing : stood.filings()) {
            own = put(own, children, filing, sum -> adding.apply(sum, filing));
        }
        for (Tally.Filing one : stood.excused()) {
            own = put(own, children, one, Rollup::plusExcused);
        }
        for (Tally.Filing one : stood.later()) {
            own = put(own, children, one, Rollup::minusExpected);
        }
        // of whom nothing was told then
        children.values().removeIf(Rollup::isNothing);
        return Family.of(own, children.values());
    }

    /** Into the agency itself, or into that child which the filing is of or is above it. */
    private static Rollup put(
            Rollup own, Map<String, Rollup> children, Tally.Filing filing, UnaryOperator<Rollup> adding) {
        List<String> chain = filing.chain().stream().map(Superior::agency).toList();
        int place = chain.indexOf(own.agency());
        if (place == 0) {
            return adding.apply(own);
        }
        String child = chain.get(place - 1);
        Rollup sum =
                children.getOrDefault(child, Rollup.empty(own.cycle(), child).expectedOnly(own.asOf()));
        children.put(child, adding.apply(sum));
        return own;
    }

    /** Those that nobody is above. */
    public List<Rollup> roots(String cycle) {
        return whole(generations.shown(), cycle, eq("parent", null), NONE);
    }

    /**
     * The sums of one agency in several cycles, by cycle; those of which something was told.
     *
     * @param codes the indicators that are wanted, or {@link #ALL}
     */
    public Map<String, Rollup> over(Collection<String> cycles, String agency, Set<String> codes) {
        Map<String, Rollup> over = new HashMap<>();
        for (Document part : StoredRollups.sums(database, generations.shown())
                .find(and(in("cycle", cycles), eq("agency", agency)))
                .projection(StoredRollups.wanted(codes, StoredRollups.SUM))) {
            Rollup rollup = StoredRollups.rollup(part);
            over.merge(rollup.cycle(), rollup, Rollup::plus);
        }
        return over;
    }

    /** The sums of all agencies of one level, the asked one or below it, by code. */
    public List<Rollup> level(String cycle, String under, AgencyLevel level, Set<String> codes) {
        return whole(generations.shown(), cycle, ofLevel(under, level), codes);
    }

    /** Of {@link #level} those that {@link #asOf} tells. */
    public List<Rollup> levelAsOf(
            String cycle, String under, AgencyLevel level, Basis basis, Instant at, Set<String> codes) {
        int generation = generations.shown();
        Map<String, Rollup> sums = emptied(whole(generation, cycle, ofLevel(under, level), NONE), at);
        Stood stood = StoredHistory.standing(database, generation, cycle, under, Standing.of(basis), at, codes);
        for (Tally.Filing filing : stood.filings()) {
            filing.chain().forEach(one -> sums.computeIfPresent(one.agency(), (code, sum) -> sum.plus(filing, basis)));
        }
        for (Tally.Filing excused : stood.excused()) {
            excused.chain().forEach(one -> sums.computeIfPresent(one.agency(), (code, sum) -> sum.plusExcused()));
        }
        for (Tally.Filing later : stood.later()) {
            later.chain().forEach(one -> sums.computeIfPresent(one.agency(), (code, sum) -> sum.minusExpected()));
        }
        // of whom nothing was told then
        sums.values().removeIf(Rollup::isNothing);
        return List.copyOf(sums.values());
    }

    private static Bson ofLevel(String under, AgencyLevel level) {
        return and(eq("level", level.name()), eq("path", under));
    }

    private static SortedMap<String, Rollup> emptied(List<Rollup> rollups, Instant at) {
        SortedMap<String, Rollup> emptied = new TreeMap<>();
        rollups.forEach(one -> emptied.put(one.agency(), one.expectedOnly(at)));
        return emptied;
    }

    /**
     * How far the topic {@link huikan.events.Topics#SUBMISSIONS} is in the sums of an agency. What is read afterwards has at least these.
     *
     * @param positions by partition the offset of the last event that is in
     * @param last when the last of them happened; null for none
     */
    public record Reached(
            SortedMap<Integer, Long> positions, @Nullable Instant last) {}

    public Reached reached(Collection<String> cycles, String agency) {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        Instant last = null;
        for (Document part : StoredRollups.sums(database, generations.shown())
                .find(and(in("cycle", cycles), eq("agency", agency)))
                .projection(include("partition", "included", "asOf"))) {
            // parts of before their partition was kept tell none
            if (part.getInteger("partition") != null) {
                positions.merge(part.getInteger("partition"), part.getLong("included"), Math::max);
            }
            // those of before it was a field of its own have none
            Instant then =
                    part.getDate("asOf") == null ? null : part.getDate("asOf").toInstant();
            last = last == null || (then != null && then.isAfter(last)) ? then : last;
        }
        return new Reached(positions, last);
    }

    /**
     * A filing that counts.
     *
     * @param cells what it says of the agency itself, by indicator
     * @param rates by indicator; none of which a side is missing
     */
    public record Counted(
            String submission,
            String agency,
            AgencyLevel level,
            long revision,
            Map<String, Long> cells,
            Map<String, Ratio> rates) {}

    /**
     * Sums and what they are the sums of, read at once.
     *
     * @param filings by no fixed order
     */
    public record Lineage(Sums sums, List<Counted> filings) {}

    /** Of the sums that {@link #asOf} tells. */
    public Lineage lineage(String cycle, String agency, Basis basis, Instant at, Set<String> codes) {
        Sums sums = Sums.NONE;
        List<Counted> filings = new ArrayList<>();
        for (Tally.Filing one : StoredHistory.standing(
                        database, generations.shown(), cycle, agency, Standing.of(basis), at, codes)
                .filings()) {
            sums = sums.plus(Sums.of(one, agency));
            filings.add(
                    new Counted(one.submission(), one.agency(), one.level(), one.revision(), one.own(), one.rates()));
        }
        return new Lineage(sums, filings);
    }

    private Rollup own(int generation, String cycle, String agency) {
        Document count = StoredRollups.counts(database, generation)
                .find(eq(Rollup.key(cycle, agency)))
                .first();
        return count == null
                ? Rollup.empty(cycle, agency)
                : Differences.share(cycle, agency, StoredRollups.tally(count), StoredRollups.time(count));
    }

    /** By code. */
    private List<Rollup> whole(int generation, String cycle, Bson asked, Set<String> codes) {
        Map<String, Rollup> whole = new LinkedHashMap<>();
        MongoCollection<Document> sums = StoredRollups.sums(database, generation);
        for (Document part :
                sums.find(and(eq("cycle", cycle), asked)).projection(StoredRollups.wanted(codes, StoredRollups.SUM))) {
            Rollup rollup = StoredRollups.rollup(part);
            whole.merge(rollup.agency(), rollup, Rollup::plus);
        }
        return whole.values().stream()
                .sorted(Comparator.comparing(Rollup::agency))
                .toList();
    }
}
