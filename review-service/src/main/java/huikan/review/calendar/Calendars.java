package huikan.review.calendar;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.calendar.DayRun;
import huikan.calendar.Notices;
import huikan.calendar.WorkingDays;
import huikan.events.CalendarEvent.CalendarPut;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxSource;
import huikan.service.store.Duplicates;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The calendar: what came with the suite, and in its place what an administrator put in for a year. */
@Repository
public class Calendars {

    /** What another instance put in is seen after this at the latest; a deadline is looked at again when it comes. */
    private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<Integer, List<DayRun>> NOTICES = Notices.read();

    /** The collection; its outbox is relayed. */
    public static final OutboxSource SOURCE = new OutboxSource("calendars");

    private final MongoCollection<Document> years;
    private final Clock clock;
    private volatile Known known;

    private record Known(WorkingDays days, long version, long until) {}

    Calendars(MongoDatabase database, Clock clock) {
        this.years = database.getCollection(SOURCE.collection());
        this.clock = clock;
        this.known = new Known(new WorkingDays(List.of()), 0, System.nanoTime());
    }

    /** The working days as they are known now. */
    public WorkingDays workingDays() {
        return known().days;
    }

    /** Grows with every year that is put in: what was worked out by another one may be due on another day. */
    public long version() {
        return known().version;
    }

    private Known known() {
        Known seen = known;
        if (System.nanoTime() - seen.until >= 0) {
            seen = read();
            known = seen;
        }
        return seen;
    }

    private Known read() {
        Map<Integer, List<DayRun>> all = new HashMap<>(NOTICES);
        long version = 0;
        for (Document document : years.find()) {
            CalendarYear stored = year(document);
            version += stored.version();
            all.put(stored.year(), stored.runs());
        }
        return new Known(
                new WorkingDays(all.values().stream().flatMap(List::stream).toList()),
                version,
                System.nanoTime() + KNOWN_FOR.toNanos());
    }

    CalendarYear year(int year) {
        Document stored = years.find(eq(year)).first();
        if (stored != null) {
            return year(stored);
        }
        List<DayRun> notice = NOTICES.get(year);
        return notice == null
                ? new CalendarYear(year, CalendarYear.Source.WEEKENDS, List.of(), 0)
                : new CalendarYear(year, CalendarYear.Source.NOTICE, notice, 0);
    }

    /** Puts a year in the place of what was seen, and tells it; false when it is no longer that. */
    boolean put(CalendarYear seen, List<DayRun> runs) {
        CalendarYear after = new CalendarYear(seen.year(), CalendarYear.Source.STORED, runs, seen.version() + 1);
        boolean stored = seen.version() == 0 ? insert(after) : change(seen, after);
        known = read();
        return stored;
    }

    private boolean change(CalendarYear seen, CalendarYear after) {
        return years.updateOne(
                                and(eq(seen.year()), eq("version", seen.version())),
                                combine(
                                        set("version", after.version()),
                                        set("runs", documents(after.runs())),
                                        told(after)))
                        .getModifiedCount()
                == 1;
    }

    private Bson told(CalendarYear year) {
        return Outbox.push(clock.instant(), event(year));
    }

    private CalendarPut event(CalendarYear year) {
        return new CalendarPut(year.year(), year.runs(), year.version(), clock.instant());
    }

    /** Those that were put in before there was an event of it. */
    @EventListener(ApplicationReadyEvent.class)
    void tellAll() {
        for (Document stored : years.find()) {
            if (!stored.containsKey(Outbox.FIELD)) {
                CalendarYear year = year(stored);
                years.updateOne(and(eq(year.year()), eq("version", year.version())), told(year));
            }
        }
    }

    private boolean insert(CalendarYear fresh) {
        try {
            years.insertOne(new Document("_id", fresh.year())
                    .append("version", fresh.version())
                    .append("runs", documents(fresh.runs()))
                    .append(Outbox.FIELD, Outbox.of(clock.instant(), event(fresh))));
            return true;
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    private static List<Document> documents(List<DayRun> runs) {
        return runs.stream().map(run -> JSON.convertValue(run, Document.class)).toList();
    }

    private static CalendarYear year(Document document) {
        return new CalendarYear(
                document.getInteger("_id"),
                CalendarYear.Source.STORED,
                document.getList("runs", Document.class).stream()
                        .map(run -> JSON.convertValue(run, DayRun.class))
                        .toList(),
                document.getLong("version"));
    }
}
