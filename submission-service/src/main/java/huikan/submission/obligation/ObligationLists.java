package huikan.submission.obligation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import huikan.service.outbox.Outbox;
import huikan.submission.agency.Viewers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What is there of {@link Obligations}, in lists: of a cycle, and of an agency; the indexes are made there. */
@Repository
public class ObligationLists {

    /** Items of returns that one page holds at most: it ends early where there are many. */
    private static final int MOST_ITEMS = 1_000;

    /** Obligations that are read ahead; one that was returned may be large. */
    private static final int BATCH = 32;

    private final MongoCollection<Document> obligations;

    ObligationLists(MongoDatabase database) {
        this.obligations = database.getCollection(Obligations.SOURCE.collection());
    }

    /**
     * Those of a cycle, by agency.
     *
     * @param seenBy null for all
     * @param after the agency after which the page begins
     */
    public List<Obligation> list(
            String cycle,
            @Nullable String seenBy,
            @Nullable ObligationStatus status,
            @Nullable String after,
            int limit) {
        return list(cycle, seenBy, status, null, after, limit);
    }

    /**
     * The same, of those that have a last day of their own.
     *
     * @param closesOn this one, or a later one; null for any, and none
     */
    public List<Obligation> list(
            String cycle,
            @Nullable String seenBy,
            @Nullable ObligationStatus status,
            @Nullable LocalDate closesOn,
            @Nullable String after,
            int limit) {
        List<Bson> conditions = new ArrayList<>(List.of(Obligations.within(cycle, seenBy)));
        if (closesOn != null) {
            conditions.add(gte(Obligation.CLOSES_ON, closesOn.toString()));
        }
        if (status != null) {
            conditions.add(eq("status", status.name()));
        }
        if (after != null) {
            conditions.add(gt("agency", after));
        }
        List<Obligation> found = new ArrayList<>();
        for (Document document : obligations
                .find(and(conditions))
                .projection(Obligations.BRIEF)
                .sort(ascending("agency"))
                .limit(limit)) {
            found.add(Obligation.of(document));
        }
        return found;
    }

    /** The cycles in which some of those that are seen by these may file until this day or later, whenever the others may not. */
    public Set<String> cyclesOpenFor(Collection<String> seenBy, LocalDate day) {
        return obligations
                .find(and(gte(Obligation.CLOSES_ON, day.toString()), in(Viewers.FIELD, seenBy)))
                .projection(include("cycle"))
                .map(one -> one.getString("cycle"))
                .into(new TreeSet<>());
    }

    /** Those of an agency that are due within these days, over all cycles, but for the excused. */
    public List<Obligation> dueWithin(String agency, LocalDate first, LocalDate last) {
        return obligations
                .find(and(eq("agency", agency), gte("dueOn", first.toString()), lte("dueOn", last.toString())))
                .projection(Obligations.BRIEF)
                .map(Obligation::of)
                .into(new ArrayList<>())
                .stream()
                .filter(one -> one.status() != ObligationStatus.EXCUSED)
                .toList();
    }

    /**
     * Which of an agency's are asked for.
     *
     * @param status null for all
     * @param overdue null for all
     */
    public record Filter(
            String agency,
            @Nullable ObligationStatus status,
            @Nullable Boolean overdue) {

        private boolean takes(ObligationStatus one) {
            boolean late = Boolean.TRUE.equals(overdue);
            return (status == null || status == one) && (!late || ObligationStatus.OWED.contains(one));
        }
    }

    /**
     * What is owed, with what was returned.
     *
     * @param returned null while nothing is to be mended, and in those from before it was kept
     * @param amendment what a superior changed last; null for nothing
     */
    public record Listed(
            Obligation obligation,
            @Nullable Returned returned,
            @Nullable Amendment amendment) {
        /** What was returned before stays until the next return: the filing that took its place may have to go. */
        private static Listed of(Document document) {
            Obligation obligation = Obligation.of(document);
            List<Amendment> amendments = Amendment.all(document);
            return new Listed(
                    obligation,
                    obligation.status() == ObligationStatus.RETURNED
                            ? Returned.read(document.get(Returned.FIELD, Document.class))
                            : null,
                    amendments.isEmpty() ? null : amendments.getLast());
        }

        int items() {
            return returned == null ? 0 : returned.items().size();
        }
    }

    /**
     * A page.
     *
     * @param next where the page after it begins; null at the end
     */
    public record Slice(List<Listed> listed, @Nullable OwedCursor next) {}

    /**
     * An agency's, over all cycles, in the order of {@link OwedCursor}.
     *
     * @param after null for the first page
     * @param most at most so many, and fewer where much was returned
     */
    public Slice owed(Filter filter, LocalDate today, @Nullable OwedCursor after, int most) {
        List<Listed> found = new ArrayList<>();
        int items = 0;
        for (int group = after == null ? 0 : after.group(); group < OwedCursor.GROUPS.size(); group++) {
            OwedCursor from = after != null && after.group() == group ? after : null;
            for (Listed one : group(filter, OwedCursor.GROUPS.get(group), today, from, most + 1 - found.size())) {
                if (found.size() == most || items > MOST_ITEMS) {
                    return new Slice(found, OwedCursor.of(found.getLast().obligation()));
                }
                found.add(one);
                items += one.items();
            }
        }
        return new Slice(found, null);
    }

    /** Each state has a range of the index of its own; together they are put in order here. */
    private List<Listed> group(
            Filter filter, List<ObligationStatus> states, LocalDate today, @Nullable OwedCursor after, int most) {
        return states.stream()
                .filter(filter::takes)
                .flatMap(state -> read(filter, state, today, after, most).stream())
                .sorted(OwedCursor.ORDER)
                .limit(most)
                .toList();
    }

    private List<Listed> read(
            Filter filter, ObligationStatus state, LocalDate today, @Nullable OwedCursor after, int most) {
        List<Bson> conditions = new ArrayList<>(List.of(eq("agency", filter.agency()), eq("status", state.name())));
        if (after != null) {
            conditions.add(gte("dueOn", after.dueOn()));
            conditions.add(or(gt("dueOn", after.dueOn()), gt("cycle", after.cycle())));
        }
        if (filter.overdue() != null && ObligationStatus.OWED.contains(state)) {
            conditions.add(filter.overdue() ? lt("dueOn", today.toString()) : gte("dueOn", today.toString()));
        }
        List<Listed> found = new ArrayList<>();
        int items = 0;
        try (MongoCursor<Document> cursor = obligations
                .find(and(conditions))
                .projection(exclude(Outbox.FIELD))
                .sort(ascending("dueOn", "cycle"))
                .limit(most)
                .batchSize(BATCH)
                .cursor()) {
            // one more than fits tells that there is another page
            for (boolean full = false; cursor.hasNext() && !full; ) {
                full = items > MOST_ITEMS;
                Document document = cursor.next();
                Listed one = Listed.of(document);
                found.add(one);
                items += one.items();
            }
        }
        return found;
    }
}
