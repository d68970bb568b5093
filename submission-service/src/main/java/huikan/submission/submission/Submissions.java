package huikan.submission.submission;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static huikan.submission.submission.SubmissionSteps.HOLDING;
import static huikan.submission.submission.SubmissionSteps.TRAIL;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import huikan.events.ReviewEvent;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.SubmissionReceived;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.store.Duplicates;
import huikan.submission.agency.Viewers;
import huikan.submission.rule.Check;
import huikan.submission.submission.SubmissionSteps.Change;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The submissions. A filing is written down when it was decided on; from then on a move, its step in the
 * trail and its event are one write, and only from where the table allows it. */
@Repository
public class Submissions {

    /** The collection; its outbox is relayed. */
    public static final OutboxSource SOURCE = new OutboxSource("submissions");

    private static final String STATUS = "status";

    private final MongoCollection<Document> submissions;
    private final OutboxRelays relays;
    private final Clock clock;

    Submissions(MongoDatabase database, OutboxRelays relays, Clock clock) {
        this.clock = clock;
        this.submissions = database.getCollection(SOURCE.collection());
        this.relays = relays;
        submissions.createIndex(
                Indexes.ascending(SubmissionDocuments.KEY),
                new IndexOptions().unique(true).sparse(true));
        submissions.createIndex(Indexes.ascending("seenBy", SubmissionDocuments.RANK));
        submissions.createIndex(Indexes.ascending("cycle", "seenBy", STATUS, SubmissionDocuments.RANK));
        // a province sees the filings of thousands beside its own
        submissions.createIndex(Indexes.ascending("agency", SubmissionDocuments.RANK));
        submissions.createIndex(Indexes.ascending(HOLDING), new IndexOptions().sparse(true));
    }

    /** Those of these ids that were settled, by id. */
    public Map<String, Submission> findAll(Collection<String> ids) {
        Map<String, Submission> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        for (Document document : submissions.find(in("_id", ids)).projection(SubmissionDocuments.BRIEF)) {
            found.put(document.getString("_id"), SubmissionDocuments.read(document));
        }
        return found;
    }

    /** Whether what an agency filed with an idempotency key was refused. */
    public boolean wasRejected(String agency, String idempotencyKey) {
        return submissions
                        .find(and(
                                eq(SubmissionDocuments.KEY, SubmissionDocuments.key(agency, idempotencyKey)),
                                eq(STATUS, SubmissionStatus.REJECTED.name())))
                        .projection(include(STATUS))
                        .first()
                != null;
    }

    /** Those of these filings whose idempotency key another body has, by id: of two with one key the first has it. */
    public Set<String> withoutKey(List<SubmissionReceived> filings) {
        List<SubmissionReceived> keyed =
                filings.stream().filter(one -> one.idempotencyKey() != null).toList();
        if (keyed.isEmpty()) {
            return Set.of();
        }
        Map<String, String> holders = new HashMap<>();
        submissions
                .find(in(
                        SubmissionDocuments.KEY,
                        keyed.stream().map(SubmissionDocuments::key).toList()))
                .projection(include(SubmissionDocuments.KEY))
                .forEach(one -> holders.put(one.getString(SubmissionDocuments.KEY), one.getString("_id")));
        Set<String> without = new HashSet<>();
        for (SubmissionReceived one : keyed) {
            String holder = holders.putIfAbsent(SubmissionDocuments.key(one), one.id());
            if (holder != null && !holder.equals(one.id())) {
                without.add(one.id());
            }
        }
        return without;
    }

    /**
     * Writes down what was decided, each once and for good.
     *
     * @return the ids of those that were not written: another instance has settled them, or another body has their key
     */
    public Set<String> insert(List<Settled> all) {
        if (all.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant();
        long began = System.nanoTime();
        List<Document> documents =
                all.stream().map(one -> SubmissionDocuments.document(one, now)).toList();
        Set<String> left = new HashSet<>();
        try {
            submissions.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException taken) {
            Duplicates.orThrow(taken);
            taken.getWriteErrors()
                    .forEach(error -> left.add(all.get(error.getIndex()).id()));
        }
        if (isSlow(began)) {
            rank(all.stream().map(Settled::id).filter(id -> !left.contains(id)).toList());
        }
        return left;
    }

    /** Lists tell nothing that is younger than {@link SubmissionLists#STILL}: what took longer to write takes a later place. */
    private void rank(List<String> ids) {
        boolean slow = !ids.isEmpty();
        while (slow) {
            Instant now = clock.instant();
            long began = System.nanoTime();
            submissions.bulkWrite(
                    ids.stream()
                            .map(id -> new UpdateOneModel<Document>(
                                    eq(id), set(SubmissionDocuments.RANK, SubmissionDocuments.rank(now, id))))
                            .toList(),
                    new BulkWriteOptions().ordered(false));
            slow = isSlow(began);
        }
    }

    private static boolean isSlow(long began) {
        return System.nanoTime() - began > SubmissionLists.STILL.toNanos() / 2;
    }

    /** It was there when its event came again: whoever pages may have missed it, and sees it in a later place. */
    public void rankAnew(Collection<Submission> settled) {
        String old = SubmissionDocuments.rank(clock.instant().minus(SubmissionLists.STILL.dividedBy(2)), "");
        rank(settled.stream()
                .filter(one -> one.rank().compareTo(old) < 0)
                .map(Submission::id)
                .toList());
    }

    public Optional<Submission> find(String id) {
        return Optional.ofNullable(submissions
                        .find(eq(id))
                        .projection(SubmissionDocuments.BRIEF)
                        .first())
                .map(SubmissionDocuments::read);
    }

    /**
     * It lost its slot to a correction; does nothing when that was so before. Whoever replaces it tells it.
     *
     * @return as it is then
     */
    public Submission replace(String id, String by, Instant at) {
        make(id, SubmissionMove.REPLACE, seen -> SubmissionSteps.replaced(seen, by, restated(seen), at));
        return find(id).orElseThrow();
    }

    /** What is corrected by whatever corrects this one, of that which was approved. */
    private @Nullable String restated(Submission seen) {
        if (seen.status() == SubmissionStatus.APPROVED) {
            return seen.id();
        }
        return Optional.ofNullable(seen.replaces())
                .flatMap(this::find)
                .map(Submission::restated)
                .orElse(null);
    }

    /**
     * As long as it is what was seen. Its slot is to be freed next, and then {@link #freed}.
     *
     * @param before tells the filing once more
     */
    boolean withdraw(Submission seen, SubmissionAccepted before, SubmissionWithdrawn event) {
        return move(SubmissionSteps.withdrawn(seen, before, event));
    }

    /** A reviewer took it on, or a level passed it on: it cannot be withdrawn any more. */
    void takeUp(String id, String by, Instant at) {
        make(id, SubmissionMove.TAKE_UP, seen -> seen.reviewed() ? null : SubmissionSteps.takenUp(seen, by, at));
    }

    /** One that was replaced while it was approved is approved no more. */
    void lapse(String id, ReviewEvent.ReviewVoided voided) {
        make(
                id,
                SubmissionMove.LAPSE,
                seen -> seen.approvedStep() == null || isOvertaken(voided, seen)
                        ? null
                        : SubmissionSteps.followed(seen, voided, SubmissionMove.LAPSE));
    }

    /** As its review said; what was overtaken by a later word of it is not followed. */
    void follow(String id, ReviewEvent.Decided decided, SubmissionMove move) {
        make(id, move, seen -> isOvertaken(decided, seen) ? null : SubmissionSteps.followed(seen, decided, move));
    }

    private static boolean isOvertaken(ReviewEvent.Decided decided, Submission seen) {
        return seen.reviewStep() > 0 && decided.order() <= seen.reviewStep();
    }

    /**
     * Looks and moves until nobody came between the two; does nothing where the table has no such move any more.
     *
     * @throws IllegalStateException when there is none: whoever refers to one that is on its way tries again
     */
    private void make(String id, SubmissionMove move, Function<Submission, @Nullable Change> wanted) {
        boolean done = false;
        while (!done) {
            Submission seen = find(id).orElseThrow(() -> new IllegalStateException("there is no submission " + id));
            Change change = move.mayBeMadeIn(seen.status()) ? wanted.apply(seen) : null;
            done = change == null || move(change);
        }
    }

    private boolean move(Change change) {
        boolean moved =
                submissions.updateOne(unchanged(change), change.update()).getModifiedCount() == 1;
        if (moved && !change.told().isEmpty()) {
            relays.announce(SOURCE.collection(), change.seen().id());
        }
        return moved;
    }

    private static Bson unchanged(Change change) {
        Submission seen = change.seen();
        if (!change.move().mayBeMadeIn(seen.status())) {
            throw new IllegalStateException(change.move() + " is no move of " + seen.status());
        }
        return and(eq(seen.id()), eq("version", seen.version()));
    }

    /**
     * How often its agency has explained before what it explains: for each rule the number of other cycles in which a filing was
     * accepted with an explanation. It stays the same, whatever comes later.
     */
    Map<String, Integer> explainedBefore(Submission one) {
        Set<String> rules =
                one.checks().stream().filter(Check::explained).map(Check::rule).collect(Collectors.toSet());
        if (rules.isEmpty()) {
            return Map.of();
        }
        Map<String, Set<String>> cycles = new TreeMap<>();
        for (Document before : submissions
                .find(and(
                        eq("agency", one.agency()),
                        lt(SubmissionDocuments.RANK, one.rank()),
                        in(STATUS, names(SubmissionStatus.ONCE_ACCEPTED)),
                        ne("cycle", one.cycle()),
                        elemMatch("checks", and(eq("explained", true), in("rule", rules)))))
                .projection(include("cycle", "checks.rule", "checks.explained"))) {
            for (Document check : before.getList("checks", Document.class)) {
                String rule = check.getString("rule");
                if (check.getBoolean("explained", false) && rules.contains(rule)) {
                    cycles.computeIfAbsent(rule, none -> new HashSet<>()).add(before.getString("cycle"));
                }
            }
        }
        Map<String, Integer> times = new TreeMap<>();
        cycles.forEach((rule, in) -> times.put(rule, in.size()));
        return times;
    }

    /** The body as filed, in RFC 8785 form; empty when there is no such submission. */
    public Optional<String> body(String id) {
        return Optional.ofNullable(submissions
                        .find(eq(id))
                        .projection(include(SubmissionDocuments.BODY))
                        .first())
                .map(document -> document.getString(SubmissionDocuments.BODY));
    }

    /** The bodies of those that stand and were not returned, one after the other: together they may be large. */
    public void bodies(Collection<String> ids, BiConsumer<String, String> each) {
        if (ids.isEmpty()) {
            return;
        }
        List<SubmissionStatus> good = List.of(SubmissionStatus.ACCEPTED, SubmissionStatus.APPROVED);
        submissions
                .find(and(in("_id", ids), in(STATUS, names(good))))
                .projection(include(SubmissionDocuments.BODY))
                .forEach(one -> each.accept(one.getString("_id"), one.getString(SubmissionDocuments.BODY)));
    }

    /** One that holds its slot, with its body and its place in the order of settling. */
    public record Standing(String id, String agency, Instant receivedAt, String body, String rank) {}

    /**
     * Those that stand in a cycle.
     *
     * @param after the place after which to begin; empty for the first
     */
    public List<Standing> standing(String cycle, String after, int limit) {
        List<Standing> found = new ArrayList<>();
        for (Document one : submissions
                .find(and(
                        eq("cycle", cycle),
                        eq(Viewers.FIELD, Viewers.orAll(null)),
                        in(STATUS, names(SubmissionStatus.STANDING)),
                        gt(SubmissionDocuments.RANK, after)))
                .projection(include("agency", "receivedAt", SubmissionDocuments.BODY, SubmissionDocuments.RANK))
                .sort(ascending(SubmissionDocuments.RANK))
                .limit(limit)) {
            found.add(new Standing(
                    one.getString("_id"),
                    one.getString("agency"),
                    one.getDate("receivedAt").toInstant(),
                    one.getString(SubmissionDocuments.BODY),
                    one.getString(SubmissionDocuments.RANK)));
        }
        return found;
    }

    /** The history, or empty when there is no such submission. */
    Optional<Trail> trail(String id) {
        return Optional.ofNullable(
                        submissions.find(eq(id)).projection(include(TRAIL)).first())
                .map(document -> Trail.of(
                        SubmissionSteps.KIND,
                        id,
                        document.getList(TRAIL, String.class, List.of()).stream()
                                .map(TrailStep::read)
                                .toList()));
    }

    /** The withdrawn ones whose slot was not seen to be freed: a crash came between. */
    List<Submission> holding() {
        List<Submission> found = new ArrayList<>();
        for (Document document : submissions.find(exists(HOLDING)).projection(SubmissionDocuments.BRIEF)) {
            found.add(SubmissionDocuments.read(document));
        }
        return found;
    }

    /** The slot of a withdrawn one is free. */
    void freed(String id) {
        submissions.updateOne(eq(id), unset(HOLDING));
    }

    static List<String> names(Collection<SubmissionStatus> statuses) {
        return statuses.stream().map(Enum::name).toList();
    }
}
