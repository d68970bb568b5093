package huikan.submission.cycle;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.store.Duplicates;
import huikan.submission.form.Form;
import huikan.submission.form.Forms;
import huikan.submission.indicator.Indicators;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The cycles. One that is being issued says so until every obligation is there. */
@Repository
public class Cycles {

    /** The collection; its outbox is relayed. */
    public static final OutboxSource SOURCE = new OutboxSource("cycles");

    private static final String ISSUED = "issued";
    /** The form as it was issued, as text. */
    private static final String FORM = "issuedForm";

    private static final String INDICATORS = "indicators";
    private static final String RULES = "rules";
    private static final String REGISTERS = "registers";
    /** More cycles of one form and period are not looked at: each is another set of agencies. */
    private static final int ALIKE = 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MongoCollection<Document> cycles;
    /** An issued cycle never changes. */
    private final Map<String, Cycle> issued = new ConcurrentHashMap<>();
    /** Cycles of many years that were defined alike have their definitions once. */
    private final Map<Map<String, Definition>, Map<String, Definition>> definitions = new ConcurrentHashMap<>();

    private final Forms forms;
    private final Indicators indicators;
    private final OutboxRelays relays;
    private final Clock clock;

    Cycles(MongoDatabase database, Forms forms, Indicators indicators, OutboxRelays relays, Clock clock) {
        this.forms = forms;
        this.indicators = indicators;
        this.cycles = database.getCollection(SOURCE.collection());
        this.relays = relays;
        this.clock = clock;
        cycles.createIndex(Indexes.ascending(ISSUED, "closesOn"));
        cycles.createIndex(Indexes.ascending("form", "to"));
        cycles.createIndex(Indexes.ascending(ISSUED, "dueOn", "_id"));
    }

    /** A cycle that is issued; one that is only being issued is not there yet. */
    public Optional<Cycle> find(String id) {
        Cycle known = issued.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Cycle> found = Optional.ofNullable(
                        cycles.find(and(eq(id), eq(ISSUED, true))).first())
                .map(this::cycle);
        found.ifPresent(cycle -> issued.put(id, cycle));
        return found;
    }

    /** Those of these that are issued, by id. */
    public Map<String, Cycle> findAll(Collection<String> ids) {
        Map<String, Cycle> found = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String id : ids) {
            Cycle known = issued.get(id);
            if (known == null) {
                unknown.add(id);
            } else {
                found.put(id, known);
            }
        }
        if (!unknown.isEmpty()) {
            for (Document document : cycles.find(and(in("_id", unknown), eq(ISSUED, true)))) {
                Cycle cycle = cycle(document);
                issued.put(cycle.id(), cycle);
                found.put(cycle.id(), cycle);
            }
        }
        return found;
    }

    /**
     * Those that are issued, what is due last first.
     *
     * @param after the place of the last one of the page before; null for the first page
     */
    List<Cycle> list(@Nullable CycleCursor after, int most) {
        List<String> ids = new ArrayList<>();
        Bson asked = after == null ? eq(ISSUED, true) : and(eq(ISSUED, true), lte("dueOn", after.dueOn()));
        try (MongoCursor<Document> found = cycles.find(asked)
                .projection(include("dueOn"))
                .sort(descending("dueOn", "_id"))
                .iterator()) {
            while (ids.size() < most && found.hasNext()) {
                Document next = found.next();
                String id = next.getString("_id");
                if (after == null || after.isBefore(next.getString("dueOn"), id)) {
                    ids.add(id);
                }
            }
        }
        Map<String, Cycle> known = findAll(ids);
        return ids.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    /** The last one of the same form whose period was over when this one's began. */
    public Optional<String> before(Cycle cycle) {
        return Optional.ofNullable(cycles.find(and(
                                eq("form", cycle.form().id()),
                                lt("to", cycle.from().toString()),
                                eq(ISSUED, true)))
                        .projection(include("_id"))
                        .sort(descending("to"))
                        .first())
                .map(document -> document.getString("_id"));
    }

    /** The ids of those of the same form for the same period of the year before, what was due last first. */
    public List<String> yearBefore(Cycle cycle) {
        return cycles
                .find(and(
                        eq("form", cycle.form().id()),
                        eq("to", Cycle.yearBefore(cycle.to()).toString()),
                        eq("from", Cycle.yearBefore(cycle.from()).toString()),
                        eq(ISSUED, true)))
                .projection(include("dueOn"))
                .limit(ALIKE)
                .into(new ArrayList<>())
                .stream()
                // here, and not in the query: it would go through all cycles in this order
                .sorted(Comparator.comparing((Document one) -> one.getString("dueOn"))
                        .reversed())
                .map(document -> document.getString("_id"))
                .toList();
    }

    /** The ids of those of other forms for shorter periods that lie in this one's, also of one that is only being issued. */
    public List<String> within(Cycle cycle) {
        List<String> others = forms.all().stream()
                .map(Form::id)
                .filter(id -> !id.equals(cycle.form().id()))
                .toList();
        return cycles
                .find(and(
                        in("form", others),
                        gte("to", cycle.from().toString()),
                        lte("to", cycle.to().toString()),
                        gte("from", cycle.from().toString())))
                .projection(include("from", "to"))
                .into(new ArrayList<>())
                .stream()
                .filter(one -> date(one, "from").isAfter(cycle.from())
                        || date(one, "to").isBefore(cycle.to()))
                .map(one -> one.getString("_id"))
                .toList();
    }

    /** The ids of those that are not closed yet. */
    public List<String> openOn(LocalDate day) {
        return cycles.find(and(eq(ISSUED, true), gte("closesOn", day.toString())))
                .projection(include("_id"))
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Writes down that it is being issued, with its frozen list; false when the id is taken. */
    boolean begin(Cycle cycle) {
        try {
            cycles.insertOne(document(cycle).append(ISSUED, false));
            return true;
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    /** Those whose issue was cut short. */
    List<Cycle> begun() {
        List<Cycle> found = new ArrayList<>();
        for (Document document : cycles.find(eq(ISSUED, false))) {
            found.add(cycle(document));
        }
        return found;
    }

    /** From now on filings are taken. */
    void issue(CycleIssued event) {
        cycles.updateOne(
                and(eq(event.id()), eq(ISSUED, false)),
                combine(set(ISSUED, true), Outbox.push(clock.instant(), event)));
        relays.announce(SOURCE.collection(), event.id());
    }

    private static Document document(Cycle cycle) {
        return new Document("_id", cycle.id())
                .append("form", cycle.form().id())
                .append(FORM, JSON.writeValueAsString(cycle.form()))
                .append("from", cycle.from().toString())
                .append("to", cycle.to().toString())
                .append("opensOn", cycle.opensOn().toString())
                .append("dueOn", cycle.dueOn().toString())
                .append("closesOn", cycle.closesOn().toString())
                .append("agencies", cycle.agencies())
                .append(
                        INDICATORS,
                        cycle.indicators().values().stream()
                                .map(Cycles::document)
                                .toList())
                .append(RULES, document(cycle.rules()))
                .append(REGISTERS, document(cycle.registers()));
    }

    private static @Nullable Document document(@Nullable Map<String, Integer> versions) {
        return versions == null ? null : new Document(new LinkedHashMap<>(versions));
    }

    private Cycle cycle(Document document) {
        Map<String, Definition> defined = definitions(document.getList(INDICATORS, Document.class));
        return new Cycle(
                document.getString("_id"),
                form(document, defined.keySet()),
                date(document, "from"),
                date(document, "to"),
                date(document, "opensOn"),
                date(document, "dueOn"),
                date(document, "closesOn"),
                document.getList("agencies", String.class),
                defined,
                versions(document.get(RULES, Document.class)),
                versions(document.get(REGISTERS, Document.class)));
    }

    /** A cycle from before forms were frozen has the one that came with the release. */
    private Form form(Document document, Collection<String> codes) {
        String frozen = document.getString(FORM);
        if (frozen != null) {
            return JSON.readValue(frozen, Form.class);
        }
        return forms.findShipped(document.getString("form"))
                .orElseThrow()
                .issued(indicators.all().stream()
                        .filter(one -> codes.contains(one.code()))
                        .toList());
    }

    private static @Nullable Map<String, Integer> versions(@Nullable Document versions) {
        if (versions == null) {
            return null;
        }
        Map<String, Integer> read = new LinkedHashMap<>();
        versions.keySet().forEach(code -> read.put(code, versions.getInteger(code)));
        return read;
    }

    private Map<String, Definition> definitions(List<Document> documents) {
        Map<String, Definition> read = new LinkedHashMap<>();
        for (Document one : documents) {
            Definition definition = JSON.readValue(one.toJson(), Definition.class);
            read.put(definition.code(), definition);
        }
        return definitions.computeIfAbsent(read, same -> same);
    }

    private static Document document(Definition one) {
        return Document.parse(JSON.writeValueAsString(one));
    }

    private static LocalDate date(Document document, String field) {
        return LocalDate.parse(document.getString(field));
    }
}
