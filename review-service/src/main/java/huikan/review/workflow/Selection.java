package huikan.review.workflow;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Which cases are asked for: those that fit everything that was said, and that the caller may see. */
public final class Selection {

    private final List<Bson> narrow = new ArrayList<>();
    private final List<Bson> conditions = new ArrayList<>();

    private Selection() {}

    /** Whoever may see them. */
    public static Selection ofAll() {
        return new Selection();
    }

    public static Selection of(Caller caller) {
        Selection selection = new Selection();
        if (!caller.isAdmin()) {
            selection.conditions.add(any("seenBy", caller.agencies()));
        }
        return selection;
    }

    /** Of this agency and those below it; null for all. */
    public Selection under(@Nullable String agency) {
        if (agency != null) {
            narrow.addLast(eq("seenBy", agency));
        }
        return this;
    }

    /** Of those that wait for one of these, as {@link huikan.review.access.Waiting} names them. */
    public Selection waitingFor(Collection<String> keys) {
        narrow.addFirst(in(StoredCases.WAITING, keys));
        return this;
    }

    /** Of this very agency, whether it knows of them or not; null for all. */
    public Selection agency(@Nullable String agency) {
        if (agency != null) {
            narrow.addFirst(eq("agency", agency));
        }
        return this;
    }

    /** In this state; null for all. */
    public Selection status(@Nullable Enum<?> status) {
        return where("status", status == null ? null : status.name());
    }

    /** Of those whom one of some agencies may supervise. */
    public Selection superior(Collection<String> agencies) {
        conditions.add(any("superiors", agencies));
        return this;
    }

    private static Bson any(String field, Collection<String> values) {
        return values.size() == 1 ? eq(field, values.iterator().next()) : in(field, values);
    }

    /** Where a field has this value; null for all. */
    public Selection where(String field, @Nullable Object value) {
        if (value != null) {
            conditions.add(eq(field, value));
        }
        return this;
    }

    /** Where a field is a day from one to another. */
    public Selection between(String field, LocalDate from, LocalDate to) {
        conditions.add(gte(field, from.toString()));
        conditions.add(lte(field, to.toString()));
        return this;
    }

    /** Only those that are overdue today, when it is asked for. */
    public Selection overdue(@Nullable Boolean wanted, LocalDate today) {
        if (Boolean.TRUE.equals(wanted)) {
            conditions.add(eq("open", true));
            conditions.add(lt(ListCursor.DUE.field(), ListCursor.dueOn(today)));
        }
        return this;
    }

    /** The narrower first: it is the one that an index looks up. */
    List<Bson> conditions() {
        List<Bson> all = new ArrayList<>(List.of(new Document()));
        all.addAll(narrow);
        all.addAll(conditions);
        return all;
    }
}
